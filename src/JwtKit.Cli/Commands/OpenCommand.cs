namespace JwtKit.Cli;

/// <summary><c>open</c>: what 'seal' sealed. A file appears only once all of it is authentic.</summary>
internal sealed class OpenCommand : ToolCommand
{
    private readonly ContentOption envelope = new("the envelope");
    private readonly OpeningKeyOption key = new(knowsRsa15: false);
    private readonly ContextOption purposeOption = new();
    private readonly EnvelopeFormatOption format = new();
    private readonly ContentOutput output = new(
        "the payload",
        isPrivate: true,
        "standard output by default, where each chunk goes as soon as it is authentic: that the end is missing or altered is noticed there only, and exit code 1 then means that all of it is to be discarded");

    public OpenCommand()
        : base(
            "open",
            "Open an envelope that 'jwtkit seal' made; a file is there only once all of it is authentic",
            "jwtkit open backup.sealed --key private.pem --context backups/nightly --out backup.tar")
    {
        envelope.AddTo(this);
        key.AddTo(this);
        purposeOption.AddTo(this);
        format.AddTo(this);
        output.AddTo(this);
    }

    protected override int Run(CommandContext context)
    {
        EnvelopeContext purpose = purposeOption.Read(context);
        EnvelopeFormat? written = format.Read(context);
        output.RequireNoTerminal(context, "The payload may be binary or hold terminal codes");
        using OwnedDecryptionKeys keys = key.Read(context);
        EnvelopeKeys opening = EnvelopeKeys.From(keys.All);
        (long bytes, string? contentType) = written is null ? OpenStream(context, opening, purpose) : OpenJwe(context, opening, purpose, written);
        output.Report(context, writer =>
        {
            writer.WriteNumber("bytes"u8, bytes);
            if (contentType is not null)
            {
                writer.WriteString("contentType"u8, contentType);
            }
        });
        return ExitCode.Done;
    }

    private (long Bytes, string? ContentType) OpenStream(CommandContext context, EnvelopeKeys keys, EnvelopeContext purpose)
    {
        using Stream source = envelope.Open(context);
        using OutputFile? file = output.Begin(context);
        using ProgressLine progress = ProgressLine.For(context, source);
        EnvelopeStreamResult result = PayloadEnvelope.OpenAsync(source, file?.Stream ?? context.Output.Stream, keys, purpose, progress).GetAwaiter().GetResult();
        if (!result.Succeeded)
        {
            throw Refused(file is null ? " Discard what was written." : "");
        }

        file?.Commit();
        return (result.BytesWritten, result.ContentType);
    }

    private (long Bytes, string? ContentType) OpenJwe(CommandContext context, EnvelopeKeys keys, EnvelopeContext purpose, EnvelopeFormat written)
    {
        using EnvelopePayload? payload = envelope.Use(context, MemoryLimit.Message, bytes =>
            PayloadEnvelope.TryOpen(bytes.TrimEnd("\r\n"u8), keys, purpose, out EnvelopePayload? opened, written, MemoryLimit.Message) ? opened : null);
        if (payload is null)
        {
            throw Refused("");
        }

        using OutputFile? file = output.Begin(context);
        (file?.Stream ?? context.Output.Stream).Write(payload.Content.Span);
        file?.Commit();
        return (payload.Content.Length, payload.ContentType);
    }

    private static RefusedException Refused(string further) => new(
        "It cannot be opened: it was sealed for another key or another context, is written in another format, or was altered or cut off; nothing tells which." + further);
}
