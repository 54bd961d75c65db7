using System.CommandLine;
using System.Text;

namespace JwtKit.Cli;

/// <summary><c>encrypt</c>: content of up to 32 MiB as a JWE, which JOSE libraries of every language open.</summary>
internal sealed class EncryptCommand : ToolCommand
{
    private readonly ContentInput content = new("the content, at most 32 MiB");
    private readonly ReceiverInput receiver = new(KeyManagement.RsaOaep);
    private readonly Option<string> cipher = CommonOptions.OneOf("--enc", "enc", "The cipher; A256GCM by default", static () => ContentEncryption.All.Select(static known => known.Name));
    private readonly JweFormatInput format = new();
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

    protected override int Run(Call call)
    {
        bool isJson = format.IsJson(call);
        using EncryptionKey key = receiver.Read(call);
        EncryptionTarget target = key.Using(ReadCipher(call));
        string message = content.Use(call, MemoryLimit.Content, bytes => isJson
            ? Jwe.EncryptJson(bytes, target, call[type], call[contentType])
            : Jwe.Encrypt(bytes, target, call[type], call[contentType]));
        Write(call, message, isJson);
        return ExitCode.Done;
    }

    private ContentEncryption ReadCipher(Call call)
    {
        string given = call[cipher] ?? ContentEncryption.A256Gcm.Name;
        return ContentEncryption.TryParse(given, out ContentEncryption? known)
            ? known
            : throw new WrongCallException($"--enc takes {string.Join(", ", ContentEncryption.All)}, spelled so, and was given '{given}'.");
    }

    private void Write(Call call, string message, bool isJson)
    {
        using OutputFile? file = output.Begin(call);
        if (file is not null)
        {
            file.Stream.Write(Encoding.ASCII.GetBytes(message + "\n"));
            file.Commit();
            output.Report(call, writer => writer.WriteNumber("bytes"u8, message.Length + 1));
        }
        else if (call.IsJson)
        {
            call.Output.WriteJson(writer =>
            {
                writer.WritePropertyName("jwe"u8);
                writer.WriteRawValue(isJson ? message : $"\"{message}\"");
            });
        }
        else
        {
            call.Output.WriteLine(message);
        }
    }
}
