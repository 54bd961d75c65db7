using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace JwtKit.Cli;

/// <summary>The forms in which keys are written: PEM, PFX, JWK, JWK set.</summary>
internal static class KeyForms
{
    /// <summary>An RSA key as PEM: SubjectPublicKeyInfo, PKCS#8, or encrypted PKCS#8.</summary>
    /// <param name="key">Public or private.</param>
    /// <param name="isPrivate">Which half is written.</param>
    /// <param name="password">For a private one; null leaves it unencrypted.</param>
    public static WrittenKey Pem(Jwk key, bool isPrivate, string? password)
    {
        if (!isPrivate)
        {
            return WrittenKey.OfText(key.GetPublicKey().ExportPem(), isPrivate: false);
        }

        using RsaPrivateKey privateKey = key.GetPrivateKey();
        return WrittenKey.OfText(password is null ? privateKey.ExportPem() : ProtectedKey.ToPem(key, password), isPrivate: true);
    }

    /// <summary>A private RSA key as PFX.</summary>
    /// <param name="key">Private.</param>
    /// <param name="password">Not empty.</param>
    /// <param name="now">The time.</param>
    public static WrittenKey Pfx(Jwk key, string password, DateTimeOffset now) => new(ProtectedKey.ToPfx(key, password, now), isPrivate: true, isBinary: true);

    /// <summary>A key as JWK.</summary>
    /// <param name="key">With its labels; the private half of an RSA key is written if there is one.</param>
    public static WrittenKey Jwk(Jwk key) => WrittenKey.OfText(key.ToJson(includePrivate: key.HasPrivateMembers), key.HasPrivateMembers, isJson: true);

    /// <summary>Public keys as a JWK set.</summary>
    /// <param name="keys">Public.</param>
    public static WrittenKey JwkSet(IEnumerable<Jwk> keys) => WrittenKey.OfText(new JwkSet(keys).ToJson(), isPrivate: false, isJson: true);
}

/// <summary>A key or secret in the form in which it leaves the tool. Disposing erases it.</summary>
/// <param name="bytes">The content of its file; owned from here on.</param>
/// <param name="isPrivate">Whether it must not be published.</param>
/// <param name="isJson">Whether it is JSON.</param>
/// <param name="isBinary">Whether it is no text.</param>
internal sealed class WrittenKey(byte[] bytes, bool isPrivate, bool isJson = false, bool isBinary = false) : IDisposable
{
    public ReadOnlyMemory<byte> Bytes => bytes;

    public bool IsPrivate => isPrivate;

    /// <summary>A key that is text, which gets a line break at its end.</summary>
    /// <param name="text">Without one.</param>
    /// <param name="isPrivate">Whether it must not be published.</param>
    /// <param name="isJson">Whether it is JSON.</param>
    public static WrittenKey OfText(string text, bool isPrivate, bool isJson = false) => new(Encoding.UTF8.GetBytes(text + "\n"), isPrivate, isJson);

    /// <summary>Writes it as a member: JSON as it is, text as text, bytes as base64.</summary>
    /// <param name="writer">Within an object.</param>
    /// <param name="name">The member's name.</param>
    public void WriteTo(Utf8JsonWriter writer, ReadOnlySpan<byte> name)
    {
        if (isBinary)
        {
            writer.WriteBase64String(name, bytes);
        }
        else if (isJson)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(bytes.AsSpan().TrimEnd((byte)'\n'));
        }
        else
        {
            writer.WriteString(name, bytes.AsSpan().TrimEnd((byte)'\n'));
        }
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(bytes);
}

/// <summary>Private RSA keys under a password, on .NET's own primitives: encrypted PKCS#8 (RFC 5958) and PFX (RFC 7292).</summary>
internal static class ProtectedKey
{
    /// <summary>PBKDF2 with SHA-256, as often as OWASP advises.</summary>
    private static readonly PbeParameters Protection = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 600_000);

    /// <summary>PEM, labelled <c>ENCRYPTED PRIVATE KEY</c>.</summary>
    /// <param name="key">Private.</param>
    /// <param name="password">Not empty.</param>
    public static string ToPem(Jwk key, string password)
    {
        using RSA rsa = RsaOf(key);
        return rsa.ExportEncryptedPkcs8PrivateKeyPem(password, Protection);
    }

    /// <summary>A PFX file. Keys lie there with certificates, so one is made that the key signs itself, named for its thumbprint and valid for ten years.</summary>
    /// <param name="key">Private.</param>
    /// <param name="password">Not empty.</param>
    /// <param name="now">The start of its validity.</param>
    public static byte[] ToPfx(Jwk key, string password, DateTimeOffset now)
    {
        using RSA rsa = RsaOf(key);
        CertificateRequest request = new("CN=" + key.Thumbprint, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(now, now.AddYears(10));
        return certificate.ExportPkcs12(Protection, password);
    }

    private static RSA RsaOf(Jwk key)
    {
        using RsaPrivateKey privateKey = key.GetPrivateKey();
        RSA rsa = RSA.Create();
        rsa.ImportFromPem(privateKey.ExportPem());
        return rsa;
    }
}
