using System.Buffers;
using System.CommandLine;

namespace JwtKit.Cli;

/// <summary><c>seal</c>: a file of any size as an envelope, in constant memory.</summary>
internal sealed class SealCommand : ToolCommand
{
    private readonly ContentOption payload = new("the payload");
    private readonly ReceiverOption receiver = new(KeyManagement.RsaOaep256);
    private readonly ContextOption purposeOption = new();
    private readonly EnvelopeFormatOption format = new();
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
        purposeOption.AddTo(this);
        format.AddTo(this);
        Add(contentType);
        output.AddTo(this);
    }

    protected override int Run(CommandContext context)
    {
        EnvelopeContext purpose = purposeOption.Read(context);
        EnvelopeFormat? written = format.Read(context);
        if (written is null)
        {
            output.RequireNoTerminal(context, "The envelope is binary");
        }

        using EncryptionKey key = receiver.Read(context);
        long bytes = written is null ? SealStream(context, key, purpose) : SealJwe(context, key, purpose, written);
        output.Report(context, writer => writer.WriteNumber("bytes"u8, bytes));
        return ExitCode.Done;
    }

    private long SealStream(CommandContext context, EncryptionKey key, EnvelopeContext purpose)
    {
        using Stream source = payload.Open(context);
        using OutputFile? file = output.Begin(context);
        using ProgressLine progress = ProgressLine.For(context, source);
        PayloadEnvelope.SealAsync(source, file?.Stream ?? context.Output.Stream, key, purpose, context[contentType], progress).GetAwaiter().GetResult();
        file?.Commit();
        return progress.Bytes;
    }

    private long SealJwe(CommandContext context, EncryptionKey key, EnvelopeContext purpose, EnvelopeFormat written)
    {
        ArrayBufferWriter<byte> envelope = new();
        int length = payload.Use(context, MemoryLimit.Content, bytes =>
        {
            PayloadEnvelope.Seal(bytes, key, purpose, envelope, written, context[contentType]);
            return bytes.Length;
        });
        envelope.Write("\n"u8);
        using OutputFile? file = output.Begin(context);
        (file?.Stream ?? context.Output.Stream).Write(envelope.WrittenSpan);
        file?.Commit();
        return length;
    }
}
