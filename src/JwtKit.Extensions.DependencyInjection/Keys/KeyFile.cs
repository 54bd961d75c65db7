using System.Security.Cryptography;
using System.Text;

namespace JwtKit;

/// <summary>Reads the files that the options name.</summary>
internal static class KeyFile
{
    /// <summary>Far more than any key has; a wrong path must not fill the memory.</summary>
    private const int MaximumLength = 1024 * 1024;

    private const byte DerSequence = 0x30;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: false);
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    public static Secret ReadSecret(string? given, string? file, SecretEncoding encoding, bool allowShort)
    {
        string text = given ?? WithoutLineBreak(ReadSecretText(file!));
        Secret secret = encoding switch
        {
            SecretEncoding.Base64 => Secret.FromBase64(text),
            SecretEncoding.Base64Url => Secret.FromBase64Url(text),
            SecretEncoding.Hex => Secret.FromHex(text),
            _ => Secret.FromText(text),
        };
        return allowShort ? secret.AllowShort() : secret;
    }

    /// <summary>PEM, or PFX, which is binary and begins with the byte of a DER sequence.</summary>
    public static RsaPrivateKey ReadPrivateKey(string path, string? password) => Use(path, content => content.StartsWith(DerSequence)
        ? RsaPrivateKey.FromPfx(content, password)
        : RsaPrivateKey.FromPem(Text(content, Utf8), password));

    /// <summary>A JWK, which begins with a brace, or PEM.</summary>
    public static EncryptionKey ReadEncryptionKey(string path, KeyManagement? keyManagement, string? keyId) => Use(path, content =>
    {
        string text = Text(content, Utf8);
        if (!text.AsSpan().TrimStart().StartsWith("{", StringComparison.Ordinal))
        {
            return EncryptionKey.FromPublicKey(keyManagement ?? KeyManagement.RsaOaep, RsaPublicKey.FromPem(text), keyId);
        }

        using Jwk jwk = Jwk.Parse(text);
        if (jwk.HasPrivateMembers)
        {
            throw new CryptographicException($"the JWK in '{Path.GetFullPath(path)}' is private; the platform's public key is needed. A private key has no place on the side that encrypts.");
        }

        return EncryptionKey.FromJwk(jwk, keyManagement ?? (jwk.Algorithm is null ? KeyManagement.RsaOaep : null), keyId);
    });

    /// <summary>A JWK or a JWK set, which begin with a brace, or PEM. Of a set those keys count that are for the algorithm, as of one that is fetched.</summary>
    /// <param name="path">The file.</param>
    /// <param name="algorithm">An RSA algorithm.</param>
    /// <param name="keyId">For a single key.</param>
    /// <param name="skipped">The keys of a set that do not count.</param>
    /// <exception cref="CryptographicException">There is no key that counts.</exception>
    public static IReadOnlyList<VerificationKey> ReadVerificationKeys(string path, SignatureAlgorithm algorithm, string? keyId, out IReadOnlyList<SkippedJwk> skipped)
    {
        (IReadOnlyList<VerificationKey> keys, skipped) = Use(path, content => VerificationKeysOf(content, path, algorithm, keyId));
        return keys;
    }

    private static (IReadOnlyList<VerificationKey> Keys, IReadOnlyList<SkippedJwk> Skipped) VerificationKeysOf(
        ReadOnlySpan<byte> content, string path, SignatureAlgorithm algorithm, string? keyId)
    {
        string text = Text(content, Utf8);
        if (!text.AsSpan().TrimStart().StartsWith("{", StringComparison.Ordinal))
        {
            return ([VerificationKey.FromPublicKey(algorithm, RsaPublicKey.FromPem(text), keyId)], []);
        }

        if (JwkSet.TryParse(text, out JwkSet? set, out JwkSetFault? fault))
        {
            IReadOnlyList<VerificationKey> keys = VerificationKey.FromJwkSet(set, [algorithm], out IReadOnlyList<SkippedJwk> skipped);
            return keys.Count > 0 && keyId is null
                ? (keys, skipped)
                : throw new CryptographicException(
                    keyId is not null ? $"'{Path.GetFullPath(path)}' is a JWK set, whose keys bring their own ids; take KeyId out."
                    : skipped.Count > 0 ? $"the JWK set in '{Path.GetFullPath(path)}' has no key for {algorithm}. {SkippedJwk.Describe(skipped)}"
                    : $"the JWK set in '{Path.GetFullPath(path)}' has no key for {algorithm}.");
        }

        // A JWK has no such member, so that the text is meant as a set, whatever is wrong with it.
        if (text.Contains("\"keys\"", StringComparison.Ordinal))
        {
            throw new CryptographicException($"the JWK set in '{Path.GetFullPath(path)}' cannot be used. {fault.Description}");
        }

        using Jwk jwk = Jwk.Parse(text);
        return jwk.HasPrivateMembers
            ? throw new CryptographicException($"the JWK in '{Path.GetFullPath(path)}' is private; the issuer's public key is needed. A private key has no place on the side that validates.")
            : ([VerificationKey.FromJwk(jwk, algorithm, keyId)], []);
    }

    /// <summary>SHA-256 of the content.</summary>
    public static byte[] Digest(string path) => Use(path, static content => SHA256.HashData(content));

    /// <summary>Whether a key was not opened because of its password: another one, none, or one that is not needed. Tests hold the core's messages to it.</summary>
    public static bool IsAboutPassword(Exception fault) => fault is CryptographicException && fault.Message.Contains("password", StringComparison.OrdinalIgnoreCase);

    private static string ReadSecretText(string path)
    {
        try
        {
            return Use(path, static content => Text(content, StrictUtf8));
        }
        catch (DecoderFallbackException)
        {
            // A lenient decoder would put the same character in place of each such byte, and leave little of the secret. The exception names bytes of it.
            throw new IOException($"the file '{Path.GetFullPath(path)}' is not text in UTF-8; write a secret of random bytes as Base64 or Hex, and say so in SecretEncoding.");
        }
    }

    private static string Text(ReadOnlySpan<byte> content, UTF8Encoding encoding) =>
        encoding.GetString(content.StartsWith(encoding.Preamble) ? content[encoding.Preamble.Length..] : content);

    private static T Use<T>(string path, Func<ReadOnlySpan<byte>, T> use)
    {
        if (FilePath.IsContent(path))
        {
            throw new IOException(FilePath.Fault);
        }

        byte[] content = BoundedFile.Read(path, MaximumLength, ShownValue.OfFile);
        try
        {
            return use(content);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    private static string WithoutLineBreak(string text) =>
        text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
}

/// <summary>Tells the path of a file from a key that stands in its place. Such a key is printed nowhere, as a path would be.</summary>
internal static class FilePath
{
    public const string Fault = "holds a key or a certificate itself, and the path of a file is needed. Put it into a file, and the file's path here.";

    /// <summary>Whether it is PEM, also with its line breaks spelled out, or a JWK.</summary>
    public static bool IsContent(string path) =>
        path.Contains("-----BEGIN", StringComparison.Ordinal)
        || path.AsSpan().ContainsAny('\r', '\n')
        || (path.AsSpan().TrimStart().StartsWith('{') && path.Contains('"', StringComparison.Ordinal));
}
