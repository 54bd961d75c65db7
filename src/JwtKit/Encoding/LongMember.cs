using System.Buffers;
using System.Text.Json;

namespace JwtKit;

/// <summary>A JSON object one of whose members holds nearly all of its text, read without a look at that text.</summary>
/// <remarks>
/// Where the text is longer than 64 KiB, all but one string member must fit into 16 KiB before and 16 KiB behind it. What the string holds is cut out, and the
/// rest is a short object in which that member is empty. The caller decodes what was cut out, and the decoder refuses whatever is no encoded byte, a quote
/// among them: so the two together say the same as the whole. A reader of the whole would cost as much as the decoding.
/// </remarks>
internal readonly ref struct LongMember
{
    public const int ShortText = 64 * 1024;
    public const int Edge = 16 * 1024;

    private readonly byte[]? rented;
    private readonly int start;
    private readonly int length;

    private LongMember(ReadOnlySpan<byte> text)
    {
        rented = null;
        Json = text;
    }

    private LongMember(ReadOnlySpan<byte> text, int start, int end)
    {
        this.start = start;
        length = end - start;
        rented = ArrayPool<byte>.Shared.Rent(text.Length - length);
        text[..start].CopyTo(rented);
        text[end..].CopyTo(rented.AsSpan(start));
        Json = rented.AsSpan(0, text.Length - length);
    }

    /// <summary>The object, without what the long member holds.</summary>
    public ReadOnlySpan<byte> Json { get; }

    /// <summary>False where nothing can be cut out, so that the object is refused. Nothing else is checked.</summary>
    public static bool TryCut(ReadOnlySpan<byte> text, out LongMember cut)
    {
        if (text.Length <= ShortText)
        {
            cut = new LongMember(text);
            return true;
        }

        int start = FindStart(text[..Edge]);
        int end = text[^Edge..].IndexOf((byte)'"');
        bool isFound = start >= 0 && end >= 0;
        cut = isFound ? new LongMember(text, start, text.Length - Edge + end) : default;
        return isFound;
    }

    /// <summary>Where a member stands in the whole text: the long one, as it was cut out, or one that is not long.</summary>
    /// <param name="member">Its place in <see cref="Json"/>.</param>
    /// <param name="place">Its place in the text.</param>
    /// <returns>False if another member was cut out.</returns>
    public bool TryLocate(JsonRange member, out (int Start, int Length) place)
    {
        bool isCut = rented is not null;
        place = isCut ? (start, length) : (member.Start, member.Length);
        return !isCut || (member.Start == start && member.Length == 0);
    }

    public void Dispose()
    {
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Where the first string begins that does not end within the text; -1 if something else reaches beyond it.</summary>
    private static int FindStart(ReadOnlySpan<byte> text)
    {
        Utf8JsonReader reader = new(text, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = StrictJsonReader.MaximumDepth }));
        try
        {
            while (reader.Read())
            {
            }
        }
        catch (JsonException)
        {
            return -1;
        }

        int position = (int)reader.BytesConsumed;
        position += text[position..].IndexOfAnyExcept(" \t\r\n"u8) is var blank and >= 0 ? blank : 0;
        return reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && position < text.Length && text[position] == '"' ? position + 1 : -1;
    }
}
