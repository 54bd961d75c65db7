using System.Security.Cryptography;

namespace JwtKit;

/// <summary>PEM text as it comes out of files and environment variables.</summary>
internal static class PemText
{
    private static readonly char[] Wrapping = ['\uFEFF', '"', '\'', ' ', '\t', '\r', '\n'];

    /// <summary>Takes off a byte order mark, white space and quotation marks around the text, and makes line breaks of a written-out <c>\n</c> or <c>\r\n</c>.</summary>
    public static string Normalize(string text) => Normalize(text, out _);

    /// <inheritdoc cref="Normalize(string)" />
    /// <param name="text">As it was given.</param>
    /// <param name="linesBefore">How many lines were taken off at its beginning.</param>
    public static string Normalize(string text, out int linesBefore)
    {
        string inner = Unwrap(text, out linesBefore);

        // A backslash occurs in no PEM body, so nothing else can be meant.
        if (!inner.Contains('\\', StringComparison.Ordinal))
        {
            return inner;
        }

        inner = Unwrap(inner.Replace("\\r", "\r", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal), out int further);
        linesBefore += further;
        return inner;
    }

    /// <summary>All blocks of the text, in their order.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">There is none, or one of them is damaged.</exception>
    public static List<PemBlock> Blocks(string text) => new PemScanner(Normalize(text, out int linesBefore), linesBefore).Read();

    private static string Unwrap(string text, out int linesBefore)
    {
        ReadOnlySpan<char> inner = text.AsSpan().TrimStart(Wrapping);
        linesBefore = text.AsSpan(0, text.Length - inner.Length).Count('\n');
        return text.Trim(Wrapping);
    }
}

/// <summary>The one PEM block (RFC 7468) of a key text, with its label and decoded bytes.</summary>
/// <param name="Label">Such as <c>PRIVATE KEY</c>.</param>
/// <param name="Der">The decoded body; the caller erases it.</param>
internal readonly record struct PemKey(string Label, byte[] Der)
{
    /// <summary>Reads the only block of the text.</summary>
    /// <exception cref="CryptographicException">There is none, more than one, a damaged one, or a legacy encrypted one.</exception>
    public static PemKey Read(string pem)
    {
        ArgumentNullException.ThrowIfNull(pem);
        List<PemBlock> blocks = PemText.Blocks(pem);
        if (blocks.Exists(static block => block.IsLegacyEncrypted))
        {
            throw new CryptographicException(
                "The key is encrypted in the legacy PEM form (Proc-Type: 4,ENCRYPTED), whose key derivation is a single MD5. " + KeyDerivationRounds.Conversion);
        }

        return blocks.Count == 1
            ? new PemKey(blocks[0].Label, blocks[0].Decode())
            : throw new CryptographicException($"The text holds more than one PEM block ({blocks[0].Label}, {blocks[1].Label}); exactly one key is needed.");
    }
}

/// <summary>The PEM labels of RSA keys (RFC 7468 sections 5, 10, 11 and 13; the PKCS#1 ones are OpenSSL's).</summary>
internal static class PemLabels
{
    public const string Pkcs8 = "PRIVATE KEY";
    public const string EncryptedPkcs8 = "ENCRYPTED PRIVATE KEY";
    public const string Pkcs1Private = "RSA PRIVATE KEY";
    public const string SubjectPublicKeyInfo = "PUBLIC KEY";
    public const string Pkcs1Public = "RSA PUBLIC KEY";
    public const string Certificate = "CERTIFICATE";

    /// <summary>What to say of a block that holds no RSA private key.</summary>
    public static string NotPrivate(string label) => $"The PEM block is labelled '{label}'" + label switch
    {
        SubjectPublicKeyInfo or Pkcs1Public => ": a public key where the private one is needed. It cannot be made from the public key; take the file that was written with it.",
        Certificate => ": it holds the public key only, and the private one is needed. Take the key file that belongs to the certificate, or its PFX file.",
        "EC PRIVATE KEY" or "EC PARAMETERS" => ": an elliptic-curve key where an RSA key is needed. Make one: openssl genrsa -out private.pem 3072",
        "OPENSSH PRIVATE KEY" => ": OpenSSH's own form. Convert it in place: ssh-keygen -p -m PKCS8 -f private.pem",
        _ => $"; an RSA private key is needed, labelled '{Pkcs8}', '{EncryptedPkcs8}' or '{Pkcs1Private}'.",
    };

    /// <summary>What to say of a block that holds no RSA public key.</summary>
    public static string NotPublic(string label) => $"The PEM block is labelled '{label}'" + label switch
    {
        Pkcs8 or EncryptedPkcs8 or Pkcs1Private =>
            ": a private key where the public one is needed. Keep it away from here; 'openssl pkey -in private.pem -pubout' prints the public half.",
        "EC PUBLIC KEY" => ": an elliptic-curve key where an RSA key is needed.",
        _ => $"; an RSA public key is needed, labelled '{SubjectPublicKeyInfo}', '{Pkcs1Public}' or '{Certificate}'.",
    };

    /// <summary>What to say of a block whose bytes are not what its label says.</summary>
    public static string Damaged(string label) =>
        $"The PEM block '{label}' is damaged: its bytes are not one complete key of that form. Copy the file again, whole.";
}

/// <summary>What to say of a text that is no PEM, or damaged PEM.</summary>
internal static class PemFault
{
    public const string NoBlock = "No PEM block was found; a text from '-----BEGIN …-----' to '-----END …-----' is needed.";

    public static string NoLabel(int lineNumber) => $"The PEM block{Place(lineNumber)} has no proper label; copy the file again, whole.";

    public static string NotBase64(string label, int lineNumber) =>
        $"The PEM block '{label}'{Place(lineNumber)} is damaged: what stands between its first and last line is not base64. Copy the file again, whole.";

    public static string CutShort(string label, int lineNumber) =>
        $"The PEM block '{label}'{Place(lineNumber)} is cut short: '-----END {label}-----' is missing. Copy the file again, from the first dash to the last.";

    public static string NotBegun(string label, int lineNumber) =>
        $"Line {lineNumber} ends a PEM block '{label}' that has no beginning: '-----BEGIN {label}-----' is missing. Copy the file again, from the first dash to the last.";

    public static string Boundary(int lineNumber) =>
        $"Line {lineNumber} begins or ends a PEM block and is damaged: '-----BEGIN …-----' or '-----END …-----' is needed, in capitals, with five dashes on each side, on a line of its own. Copy the file again, whole.";

    /// <summary>The line where the block begins. In a text with nothing before the block it adds nothing.</summary>
    private static string Place(int lineNumber) => lineNumber > 1 ? $" that begins in line {lineNumber}" : string.Empty;
}
