using System.Security.Cryptography;
using System.Text;

namespace JwtKit;

/// <summary>Reads the files that an issuer's options name.</summary>
internal static class KeyFiles
{
    /// <summary>Far more than any key has; a wrong path must not fill the memory.</summary>
    private const int MaximumLength = 1024 * 1024;

    private const byte DerSequence = 0x30;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: false);
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    public static Secret ReadSecret(IssuerOptions options)
    {
        string text = options.Secret ?? WithoutLineBreak(ReadSecretText(options.SecretFile!));
        Secret secret = options.SecretEncoding switch
        {
            SecretEncoding.Base64 => Secret.FromBase64(text),
            SecretEncoding.Base64Url => Secret.FromBase64Url(text),
            SecretEncoding.Hex => Secret.FromHex(text),
            _ => Secret.FromText(text),
        };
        return options.AllowShortSecret ? secret.AllowShort() : secret;
    }

    /// <summary>PEM, or PFX, which is binary and begins with the byte of a DER sequence.</summary>
    public static RsaPrivateKey ReadPrivateKey(IssuerOptions options) => Use(options.KeyFile!, content => content.StartsWith(DerSequence)
        ? RsaPrivateKey.FromPfx(content, options.KeyPassword)
        : RsaPrivateKey.FromPem(Text(content, Utf8), options.KeyPassword));

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
        FileInfo file = new(path);
        if (!file.Exists)
        {
            throw new FileNotFoundException($"the file '{file.FullName}' does not exist; a readable file is needed.");
        }

        // The length is not asked for: that of a device or a pipe says nothing.
        byte[] bytes = new byte[MaximumLength + 1];
        try
        {
            using FileStream stream = file.OpenRead();
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length <= MaximumLength
                ? use(bytes.AsSpan(0, length))
                : throw new IOException($"the file '{file.FullName}' is too long; a key file has at most {MaximumLength} bytes.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static string WithoutLineBreak(string text) =>
        text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
}
