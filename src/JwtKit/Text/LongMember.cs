using System.Buffers;
using System.Text.Json;

namespace JwtKit;

/// <summary>A JSON object one of whose members holds nearly all of its text, in which nothing but a quote is looked for.</summary>
/// <remarks>
/// Where the text is longer than 64 KiB, and all but one string member fit into 16 KiB before and 16 KiB behind it, the text is cut. What the string holds is cut out, and the
/// rest is a short object in which that member is empty. What was cut out has no quote in it. The caller decodes it, and the decoder refuses whatever is no encoded byte: so the
/// two together say the same as the whole. A reader of the whole would cost as much as the decoding, so it is left for the objects that
/// are not of this form, because another member is long too: <see cref="TryTakeWhole"/>.
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

    /// <summary>Whether something was cut out.</summary>
    public bool IsCut => rented is not null;

    /// <summary>False where nothing can be cut out. Nothing else is checked.</summary>
    public static bool TryCut(ReadOnlySpan<byte> text, out LongMember cut)
    {
        if (text.Length <= ShortText)
        {
            cut = new LongMember(text);
            return true;
        }

        int start = FindStart(text[..Edge]);
        int end = text[^Edge..].IndexOf((byte)'"');
        bool isFound = start >= 0 && end >= 0 && !text[start..(text.Length - Edge + end)].Contains((byte)'"');
        cut = isFound ? new LongMember(text, start, text.Length - Edge + end) : default;
        return isFound;
    }

    /// <summary>The whole of a text of any length.</summary>
    /// <param name="text">The text.</param>
    /// <param name="whole">The text, nothing cut out.</param>
    /// <returns>
    /// False where the member names of all levels together, with their quotes, are longer than 64 KiB, and for what is no JSON. Readers remember names, and no
    /// short text has more, so that this bounds the memory and makes no difference between short and long texts.
    /// </returns>
    public static bool TryTakeWhole(ReadOnlySpan<byte> text, out LongMember whole)
    {
        whole = new LongMember(text);
        Utf8JsonReader reader = new(text, new JsonReaderOptions { MaxDepth = StrictJsonReader.MaximumDepth });
        int names = 0;
        try
        {
            while (names <= ShortText && reader.Read())
            {
                names += reader.TokenType == JsonTokenType.PropertyName ? reader.ValueSpan.Length + 2 : 0;
            }

            return names <= ShortText;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Where a member stands in the whole text: the long one, as it was cut out, or one that is not long.</summary>
    /// <param name="member">Its place in <see cref="Json"/>.</param>
    /// <param name="place">Its place in the text.</param>
    /// <returns>False if another member was cut out.</returns>
    public bool TryLocate(JsonRange member, out (int Start, int Length) place)
    {
        place = IsCut ? (start, length) : (member.Start, member.Length);
        return !IsCut || (member.Start == start && member.Length == 0);
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
