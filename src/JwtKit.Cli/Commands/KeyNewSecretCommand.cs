using System.Buffers.Text;
using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;

namespace JwtKit.Cli;

/// <summary><c>key new secret</c>: a new shared secret.</summary>
internal sealed class KeyNewSecretCommand : ToolCommand
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private const int Least = 32;
    private const int Most = 1024;

    private readonly Option<string> count = CommonOptions.Text("--bytes", "number", "How long it is, 32 to 1024; 64 by default. A256GCM needs 32");
    private readonly Option<string> encoding = CommonOptions.OneOf(
        "--encoding", "encoding", "How it is written: text (default), as many letters and digits as bytes, of 6 random bits each; base64, base64url or hex", static () => ["text", "base64", "base64url", "hex"]);
    private readonly KeyOutput output = new("Write the secret to this file, readable by its owner only, or to standard output (-)");

    public KeyNewSecretCommand()
        : base("secret", "Make a shared secret", "jwtkit key new secret --bytes 32 --encoding base64url --out shared-key.txt")
    {
        Add(count);
        Add(encoding);
        output.AddTo(this);
    }

    protected override int Run(CommandContext context)
    {
        int length = ReadLength(context);
        string name = context[encoding] ?? "text";
        output.RequirePlace(context);
        using WrittenKey secret = WrittenKey.OfText(Make(name, length), isPrivate: true);
        output.Write(
            context,
            writer =>
            {
                writer.WriteNumber("bytes"u8, length);
                writer.WriteString("encoding"u8, name);
            },
            secret);
        return ExitCode.Done;
    }

    private static string Make(string encoding, int length)
    {
        Func<ReadOnlySpan<byte>, string> write = encoding switch
        {
            "text" => static bytes => RandomNumberGenerator.GetString(Letters, bytes.Length),
            "base64" => static bytes => Convert.ToBase64String(bytes),
            "base64url" => static bytes => Base64Url.EncodeToString(bytes),
            "hex" => static bytes => Convert.ToHexStringLower(bytes),
            _ => throw new UsageException($"--encoding takes text, base64, base64url or hex, and was given '{encoding}'."),
        };
        byte[] random = RandomNumberGenerator.GetBytes(length);
        string text = write(random);
        CryptographicOperations.ZeroMemory(random);
        return text;
    }

    private int ReadLength(CommandContext context) => context[count] is not { } given ? 64
        : int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out int length) && length is >= Least and <= Most ? length
        : throw new UsageException($"--bytes takes a number from {Least} to {Most}, and was given '{given}'.");
}
