namespace JwtKit;

/// <summary>Reads the files that an issuer's options name.</summary>
internal static class KeyFiles
{
    /// <summary>Far more than any key has; a wrong path must not fill the memory.</summary>
    private const int MaximumLength = 1024 * 1024;

    public static Secret ReadSecret(IssuerOptions options)
    {
        string text = options.Secret ?? WithoutLineBreak(Read(options.SecretFile!));
        Secret secret = options.SecretEncoding switch
        {
            SecretEncoding.Base64 => Secret.FromBase64(text),
            SecretEncoding.Base64Url => Secret.FromBase64Url(text),
            SecretEncoding.Hex => Secret.FromHex(text),
            _ => Secret.FromText(text),
        };
        return options.AllowShortSecret ? secret.AllowShort() : secret;
    }

    public static RsaPrivateKey ReadPrivateKey(IssuerOptions options) => RsaPrivateKey.FromPem(Read(options.KeyFile!));

    private static string Read(string path)
    {
        FileInfo file = new(path);
        if (!file.Exists)
        {
            throw new FileNotFoundException($"the file '{file.FullName}' does not exist; a readable file is needed.");
        }

        return file.Length <= MaximumLength
            ? File.ReadAllText(file.FullName)
            : throw new IOException($"the file '{file.FullName}' has {file.Length} bytes; a key file has at most {MaximumLength}.");
    }

    private static string WithoutLineBreak(string text) =>
        text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
}
