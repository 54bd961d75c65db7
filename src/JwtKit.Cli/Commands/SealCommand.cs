using System.Buffers;
using System.CommandLine;

namespace JwtKit.Cli;

/// <summary><c>seal</c>: a file of any size as an envelope, in constant memory.</summary>
internal sealed class SealCommand : ToolCommand
{
    private readonly ContentInput payload = new("the payload");
    private readonly ReceiverInput receiver = new(KeyManagement.RsaOaep256);
    private readonly ContextInput context = new();
    private readonly EnvelopeFormatInput format = new();
    private readonly Option<string> contentType = CommonOptions.Text("--cty", "type", "The media type of the payload, such as application/json, which everyone can read; none by default");
    private readonly ContentOutput output = new("the envelope", isPrivate: false);

    public SealCommand()
        : base(
            "seal",
            "Seal a file of any size for a public key or with a shared one, for a purpose; 'jwtkit open' opens it",
            "jwtkit seal backup.tar --to partner.pem --context backups/nightly --out backup.sealed")
    {
        payload.AddTo(this);
        receiver.AddTo(this);
        context.AddTo(this);
        format.AddTo(this);
        Add(contentType);
        output.AddTo(this);
    }

    protected override int Run(Call call)
    {
        EnvelopeContext purpose = context.Read(call);
        EnvelopeFormat? written = format.Read(call);
        if (written is null)
        {
            output.RequireNoTerminal(call, "The envelope is binary");
        }

        using EncryptionKey key = receiver.Read(call);
        long bytes = written is null ? SealStream(call, key, purpose) : SealJwe(call, key, purpose, written);
        output.Report(call, writer => writer.WriteNumber("bytes"u8, bytes));
        return ExitCode.Done;
    }

    private long SealStream(Call call, EncryptionKey key, EnvelopeContext purpose)
    {
        using Stream source = payload.Open(call);
        using OutputFile? file = output.Begin(call);
        using ProgressLine progress = ProgressLine.For(call, source);
        PayloadEnvelope.SealAsync(source, file?.Stream ?? call.Output.Stream, key, purpose, call[contentType], progress).GetAwaiter().GetResult();
        file?.Commit();
        return progress.Bytes;
    }

    private long SealJwe(Call call, EncryptionKey key, EnvelopeContext purpose, EnvelopeFormat written)
    {
        ArrayBufferWriter<byte> envelope = new();
        int length = payload.Use(call, MemoryLimit.Content, bytes =>
        {
            PayloadEnvelope.Seal(bytes, key, purpose, envelope, written, call[contentType]);
            return bytes.Length;
        });
        envelope.Write("\n"u8);
        using OutputFile? file = output.Begin(call);
        (file?.Stream ?? call.Output.Stream).Write(envelope.WrittenSpan);
        file?.Commit();
        return length;
    }
}
