using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace JwtKit.Cli;

/// <summary><c>decrypt</c>: the content of a JWE. All of it is authenticated before any of it is written.</summary>
internal sealed class DecryptCommand : ToolCommand
{
    private readonly ContentOption message = new("the message, at most 64 MiB");
    private readonly OpeningKeyOption key = new(knowsRsa15: true);
    private readonly JweFormatOption format = new();
    private readonly ContentOutput output = new("the content", isPrivate: true);

    public DecryptCommand()
        : base(
            "decrypt",
            "Decrypt a JWE with a private key or a shared one; who encrypted it, it does not say",
            "jwtkit decrypt report.jwe --key private.pem --out report.json")
    {
        message.AddTo(this);
        key.AddTo(this);
        format.AddTo(this);
        output.AddTo(this);
    }

    protected override int Run(CommandContext context)
    {
        bool isJson = format.IsJson(context);
        using OwnedDecryptionKeys keys = key.Read(context);
        string text = message.Use(context, MemoryLimit.Message, static bytes => Encoding.UTF8.GetString(bytes.Trim(" \t\r\n"u8)));
        byte[] content = TryDecrypt(text, keys, isJson)
            ?? throw new RefusedException("It cannot be decrypted: it is meant for another key or another way of key management, is written in another format, or was altered; nothing tells which.");
        try
        {
            Write(context, content);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }

        return ExitCode.Done;
    }

    private static byte[]? TryDecrypt(string text, OwnedDecryptionKeys keys, bool isJson)
    {
        foreach (DecryptionKey key in keys.All)
        {
            if (isJson
                ? Jwe.TryDecryptJson(text, key, out byte[]? content, maximumLength: MemoryLimit.Message)
                : Jwe.TryDecrypt(text, key, out content, MemoryLimit.Message))
            {
                return content;
            }
        }

        return null;
    }

    private void Write(CommandContext context, byte[] content)
    {
        using OutputFile? file = output.Begin(context);
        if (file is not null)
        {
            file.Stream.Write(content);
            file.Commit();
            output.Report(context, writer => writer.WriteNumber("bytes"u8, content.Length));
        }
        else if (context.IsJson)
        {
            context.Output.WriteJson(writer => WriteJson(writer, content));
        }
        else
        {
            if (!IsPlainText(content))
            {
                output.RequireNoTerminal(context, "The content is binary, or holds terminal codes");
            }

            context.Output.Stream.Write(content);
        }
    }

    private static void WriteJson(Utf8JsonWriter writer, byte[] content)
    {
        if (Utf8.IsValid(content))
        {
            writer.WriteString("text"u8, content);
        }
        else
        {
            writer.WriteString("base64url"u8, Base64Url.EncodeToString(content));
        }

        writer.WriteNumber("bytes"u8, content.Length);
    }

    private static bool IsPlainText(byte[] content)
    {
        if (!Utf8.IsValid(content))
        {
            return false;
        }

        string text = Encoding.UTF8.GetString(content).Replace("\n", "", StringComparison.Ordinal).Replace("\t", "", StringComparison.Ordinal);
        return ReferenceEquals(TerminalText.Text(text), text);
    }
}
