using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace JwtKit;

/// <summary>
/// One thread's work space for writing a token: a buffer for text and a JSON writer over another. It holds nothing between uses and is erased
/// after each. Renting takes it off the thread, so that code of others that runs meanwhile gets one of its own.
/// </summary>
internal sealed class TokenScratch
{
    private const int KeptCapacity = 64 * 1024;

    // Claims leave inside base64url, never in a page, so only what JSON itself demands is escaped.
    private static readonly JsonWriterOptions WriterOptions =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static TokenScratch? current;

    private readonly ErasingBuffer json = new(1024);
    private byte[] text = new byte[2048];
    private int textUsed;

    private TokenScratch() => Writer = new Utf8JsonWriter(json, WriterOptions);

    public Utf8JsonWriter Writer { get; }

    public ReadOnlySpan<byte> Json => json.Written;

    public static TokenScratch Rent()
    {
        TokenScratch scratch = current ?? new TokenScratch();
        current = null;
        return scratch;
    }

    /// <summary>Space for text; what an earlier call gave is no longer valid.</summary>
    public Span<byte> Text(int length)
    {
        if (text.Length < length)
        {
            CryptographicOperations.ZeroMemory(text.AsSpan(0, textUsed));
            text = new byte[length];
        }

        textUsed = Math.Max(textUsed, length);
        return text.AsSpan(0, length);
    }

    public void EraseAndReturn()
    {
        bool isWorthKeeping = text.Length <= KeptCapacity && json.Capacity <= KeptCapacity;
        CryptographicOperations.ZeroMemory(text.AsSpan(0, textUsed));
        textUsed = 0;

        if (Writer.BytesPending + Writer.BytesCommitted > 0)
        {
            // Only what was flushed is erased, and a write may have ended in an exception.
            if (Writer.BytesPending > 0)
            {
                Writer.Flush();
            }

            json.Erase();
            Writer.Reset(json);
        }

        if (isWorthKeeping)
        {
            current = this;
        }
    }
}
