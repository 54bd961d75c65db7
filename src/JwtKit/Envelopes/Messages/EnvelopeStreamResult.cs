namespace JwtKit;

/// <summary>Whether a streamed envelope was opened to its end. Look at <see cref="Succeeded"/> before anything that was written is used for good.</summary>
/// <remarks>Immutable and safe for concurrent use. Prints lengths only.</remarks>
public sealed class EnvelopeStreamResult
{
    private EnvelopeStreamResult(bool succeeded, long bytesWritten, string? contentType)
    {
        Succeeded = succeeded;
        BytesWritten = bytesWritten;
        ContentType = contentType;
    }

    /// <summary>
    /// Whether the whole payload was authentic and is written. If not, discard all that was written: it is at best the beginning of a payload that was cut off
    /// or damaged. Nothing says what was wrong: a wrong key, another context, a foreign format and a damaged byte look the same.
    /// </summary>
    public bool Succeeded { get; }

    /// <summary>How many bytes of payload were written: whole chunks, each of them authentic. After a failure they are to be discarded.</summary>
    public long BytesWritten { get; }

    /// <summary>The media type that the sender gave; null if there was none, and after a failure.</summary>
    public string? ContentType { get; }

    /// <summary>"opened" or "failed", and how much was written.</summary>
    public override string ToString() => $"EnvelopeStreamResult ({(Succeeded ? "opened" : "failed")}, {BytesWritten} bytes written)";

    internal static EnvelopeStreamResult Opened(long bytesWritten, string? contentType) => new(succeeded: true, bytesWritten, contentType);

    internal static EnvelopeStreamResult Failed(long bytesWritten) => new(succeeded: false, bytesWritten, contentType: null);
}
