using System.CommandLine;
using System.Text;

namespace JwtKit.Cli;

/// <summary><c>encrypt</c>: content of up to 32 MiB as a JWE, which JOSE libraries of every language open.</summary>
internal sealed class EncryptCommand : ToolCommand
{
    private readonly ContentOption content = new("the content, at most 32 MiB");
    private readonly ReceiverOption receiver = new(KeyManagement.RsaOaep);
    private readonly Option<string> cipher = CommonOptions.OneOf("--enc", "enc", "The cipher; A256GCM by default", static () => ContentEncryption.All.Select(static known => known.Name));
    private readonly JweFormatOption format = new();
    private readonly Option<string> type = CommonOptions.Text("--typ", "type", "The kind of message in the header; none by default");
    private readonly Option<string> contentType = CommonOptions.Text("--cty", "type", "The media type of the content in the header, such as application/json; none by default");
    private readonly ContentOutput output = new("the message", isPrivate: false);

    public EncryptCommand()
        : base(
            "encrypt",
            "Encrypt up to 32 MiB for a public key or with a shared one, as a JWE; 'jwtkit seal' takes files of any size",
            "jwtkit encrypt report.json --to platform.jwk.json --enc A256GCM --out report.jwe")
    {
        content.AddTo(this);
        receiver.AddTo(this);
        Add(cipher);
        format.AddTo(this);
        Add(type);
        Add(contentType);
        output.AddTo(this);
    }

    protected override int Run(CommandContext context)
    {
        bool isJson = format.IsJson(context);
        using EncryptionKey key = receiver.Read(context);
        EncryptionTarget target = key.Using(ReadCipher(context));
        string message = content.Use(context, MemoryLimit.Content, bytes => isJson
            ? Jwe.EncryptJson(bytes, target, context[type], context[contentType])
            : Jwe.Encrypt(bytes, target, context[type], context[contentType]));
        Write(context, message, isJson);
        return ExitCode.Done;
    }

    private ContentEncryption ReadCipher(CommandContext context)
    {
        string given = context[cipher] ?? ContentEncryption.A256Gcm.Name;
        return ContentEncryption.TryParse(given, out ContentEncryption? known)
            ? known
            : throw new UsageException($"--enc takes {string.Join(", ", ContentEncryption.All)}, spelled so, and was given '{given}'.");
    }

    private void Write(CommandContext context, string message, bool isJson)
    {
        using OutputFile? file = output.Begin(context);
        if (file is not null)
        {
            file.Stream.Write(Encoding.ASCII.GetBytes(message + "\n"));
            file.Commit();
            output.Report(context, writer => writer.WriteNumber("bytes"u8, message.Length + 1));
        }
        else if (context.IsJson)
        {
            context.Output.WriteJson(writer =>
            {
                writer.WritePropertyName("jwe"u8);
                writer.WriteRawValue(isJson ? message : $"\"{message}\"");
            });
        }
        else
        {
            context.Output.WriteLine(message);
        }
    }
}
