using System.Security.Cryptography;
using System.Text;

namespace JwtKit;

/// <summary>Reads the files that an issuer's options name.</summary>
internal static class KeyFiles
{
    /// <summary>Far more than any key has; a wrong path must not fill the memory.</summary>
    private const int MaximumLength = 1024 * 1024;

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

    public static RsaPrivateKey ReadPrivateKey(IssuerOptions options) => RsaPrivateKey.FromPem(Read(options.KeyFile!, Utf8));

    private static string ReadSecretText(string path)
    {
        try
        {
            return Read(path, StrictUtf8);
        }
        catch (DecoderFallbackException)
        {
            // A lenient decoder would put the same character in place of each such byte, and leave little of the secret. The exception names bytes of it.
            throw new IOException($"the file '{Path.GetFullPath(path)}' is not text in UTF-8; write a secret of random bytes as Base64 or Hex, and say so in SecretEncoding.");
        }
    }

    private static string Read(string path, UTF8Encoding encoding)
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
            ReadOnlySpan<byte> content = length <= MaximumLength
                ? bytes.AsSpan(0, length)
                : throw new IOException($"the file '{file.FullName}' is too long; a key file has at most {MaximumLength} bytes.");
            return encoding.GetString(content.StartsWith(encoding.Preamble) ? content[encoding.Preamble.Length..] : content);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static string WithoutLineBreak(string text) =>
        text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
}
