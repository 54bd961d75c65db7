using System.Buffers;
using System.Buffers.Text;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace JwtKit;

/// <summary>What a secret must be to serve as a key: as long as the hash for HMAC (RFC 7518 section 3.2), and no key of another kind.</summary>
internal static class SecretRules
{
    /// <param name="secret">The secret; it is not taken over.</param>
    /// <param name="algorithm">The algorithm's name, for the message.</param>
    /// <param name="hashLength">The length needed, in bytes.</param>
    /// <exception cref="CryptographicException">The secret is too short, or is a key of another kind.</exception>
    public static void Require(Secret secret, string algorithm, int hashLength)
    {
        RequireNoKeyOfAnotherKind(secret, algorithm);
        if (secret.Length < hashLength && !secret.IsShortAllowed)
        {
            throw new CryptographicException(
                $"The secret has {secret.Length} bytes ({secret.Source}); {algorithm} needs at least {hashLength}. "
                + $"Secret.Generate({hashLength}) makes one; a vendor's shorter secret is admitted by Secret.AllowShort(), in configuration by AllowShortSecret.");
        }
    }

    /// <param name="secret">The secret; it is not taken over.</param>
    /// <param name="algorithm">The algorithm's name, for the message.</param>
    /// <exception cref="CryptographicException">The secret is a key of another kind.</exception>
    public static void RequireNoKeyOfAnotherKind(Secret secret, string algorithm)
    {
        if (KeyOfAnotherKind.Recognize(secret.Peek()) is { } kind)
        {
            // Whoever holds a public key could otherwise sign with it: the text of the key would be the secret.
            throw new CryptographicException(
                $"The secret is {kind}, not a shared secret; {algorithm} needs random bytes that only issuer and receiver know. RSA keys are read by RsaPrivateKey and RsaPublicKey.");
        }
    }
}

/// <summary>Recognizes a key of another kind where a shared secret is expected, in whatever form it is usually passed around. Makes no copy that it does not erase.</summary>
internal static class KeyOfAnotherKind
{
    /// <summary>What the bytes are, in words for a message; null if they may be a secret.</summary>
    public static string? Recognize(ReadOnlySpan<byte> bytes)
    {
        if (DerKey.IsWholeKey(bytes))
        {
            return "a key or certificate in DER form";
        }

        // Anywhere, and also a part of one: a byte order mark or a quotation mark may stand before it, and its line ends may be gone.
        if (bytes.IndexOf("-----BEGIN"u8) >= 0 || bytes.IndexOf("-----END"u8) >= 0 || bytes.IndexOf("---- BEGIN"u8) >= 0)
        {
            return "a key or certificate in PEM form";
        }

        ReadOnlySpan<byte> text = Trim(bytes);
        return text.StartsWith("ssh-"u8) || text.StartsWith("ecdsa-sha2-"u8) ? "an SSH public key"
            : IsJwk(text) ? "a JSON Web Key"
            : IsBase64OfKey(text) ? "the base64 body of a key or certificate"
            : null;
    }

    /// <summary>Without the bytes of a byte order mark, blanks and line ends around it.</summary>
    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> bytes)
    {
        while (bytes is [0xEF or 0xBB or 0xBF or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n', ..])
        {
            bytes = bytes[1..];
        }

        while (bytes is [.., 0xEF or 0xBB or 0xBF or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'])
        {
            bytes = bytes[..^1];
        }

        return bytes;
    }

    private static bool IsBase64OfKey(ReadOnlySpan<byte> text)
    {
        // Every DER key begins with a SEQUENCE, whose base64 begins with M; .NET's decoder skips line breaks.
        if (!text.StartsWith("M"u8))
        {
            return false;
        }

        byte[] decoded = KeyMemory.Allocate(Base64.GetMaxDecodedFromUtf8Length(text.Length + 3));
        bool isKey = (Base64.DecodeFromUtf8(text, decoded, out _, out int length) == OperationStatus.Done
                || Base64Url.DecodeFromUtf8(text, decoded, out _, out length) == OperationStatus.Done)
            && DerKey.IsWholeKey(decoded.AsSpan(0, length));
        CryptographicOperations.ZeroMemory(decoded);
        return isKey;
    }

    private static bool IsJwk(ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith("{"u8) && !text.StartsWith("["u8))
        {
            return false;
        }

        bool hasKeyType = false;
        Utf8JsonReader reader = new(text);
        try
        {
            while (reader.Read())
            {
                hasKeyType |= reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("kty"u8);
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return hasKeyType;
    }
}

/// <summary>Tells whether bytes are a whole key or certificate in DER form, by having .NET read them to the end.</summary>
internal static class DerKey
{
    private const byte SequenceTag = 0x30;

    public static bool IsWholeKey(ReadOnlySpan<byte> bytes)
    {
        // Random bytes hardly ever form one DER sequence of exactly their own length, so the importers are seldom asked; and where the first byte
        // tells, not even the decoder is loaded.
        return bytes is [SequenceTag, ..] && IsOneSequence(bytes) && IsKey(bytes);
    }

    private static bool IsKey(ReadOnlySpan<byte> bytes)
    {
        using RSA rsa = RSA.Create();
        using ECDsa ec = ECDsa.Create();
        return Reads(bytes, rsa.ImportRSAPublicKey)
            || Reads(bytes, rsa.ImportRSAPrivateKey)
            || Reads(bytes, rsa.ImportPkcs8PrivateKey)
            || Reads(bytes, ec.ImportPkcs8PrivateKey)
            || Reads(bytes, ec.ImportECPrivateKey)
            || Reads(bytes, static (data, out read) => PublicKey.CreateFromSubjectPublicKeyInfo(data, out read))
            || Reads(bytes, static (data, out read) =>
            {
                using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(data);
                read = data.Length;
            });
    }

    private static bool IsOneSequence(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return AsnDecoder.TryReadEncodedValue(bytes, AsnEncodingRules.BER, out Asn1Tag tag, out _, out _, out int consumed)
                && tag == Asn1Tag.Sequence
                && consumed == bytes.Length;
        }
        catch (AsnContentException)
        {
            // After 30 80, a sequence of indefinite length, the decoder looks for the end and throws where there is none.
            return false;
        }
    }

    private static bool Reads(ReadOnlySpan<byte> bytes, Importer import)
    {
        try
        {
            import(bytes, out int read);
            return read == bytes.Length;
        }
        catch (CryptographicException)
        {
            return false;
        }
        catch (PlatformNotSupportedException)
        {
            // It was read as a key, on a curve that .NET does not have.
            return true;
        }
    }

    private delegate void Importer(ReadOnlySpan<byte> bytes, out int read);
}
