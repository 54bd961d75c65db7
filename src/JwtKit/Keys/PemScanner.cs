using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace JwtKit;

/// <summary>
/// Finds the blocks of a PEM text (RFC 7468). Text around them is passed over, but each line that begins or ends a block counts, and so does one that was meant to:
/// a damaged block beside a whole one is a fault.
/// </summary>
/// <remarks>
/// One pass: the work grows with the length of the text, whatever is in it. The parser of .NET searches the whole rest of the text for the end of each block that it finds begun,
/// and passes over a block without one.
/// </remarks>
/// <param name="text">As <see cref="PemText.Normalize(string)"/> returns it.</param>
/// <param name="linesBefore">How many lines stood before it.</param>
internal sealed class PemScanner(string text, int linesBefore = 0)
{
    private const int BoundaryDashes = 5;
    private const int FewestDashes = 3;
    private const int LongestLabel = 32;
    private const int Nearby = 64;
    private const int LongestGap = 8;
    private const string Begin = "BEGIN";
    private const string End = "END";
    private const string Dashes = "-----";
    private const string LegacyHeader = "Proc-Type: 4,ENCRYPTED";

    /// <summary>Also what a text editor or a mail program makes of dashes.</summary>
    private static readonly SearchValues<char> AnyDash = SearchValues.Create("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uFE58\uFE63\uFF0D");

    private int at;

    /// <summary>How many characters have been looked at, each as often as that was.</summary>
    public long Steps { get; private set; }

    /// <summary>All blocks, at least one.</summary>
    /// <exception cref="CryptographicException">There is none, or one of them is damaged; the message says which.</exception>
    public List<PemBlock> Read()
    {
        List<PemBlock> blocks = [];
        Boundary? begun = null;
        while (Next() is { } boundary)
        {
            if (begun is not { } first)
            {
                begun = boundary.IsEnd ? throw Fault(PemFault.NotBegun(boundary.Label, LineOf(boundary.Start))) : boundary;
            }
            else
            {
                blocks.Add(boundary.IsEnd && boundary.Label == first.Label ? BlockOf(first, boundary) : throw CutShort(first));
                begun = null;
            }
        }

        return begun is { } open ? throw CutShort(open)
            : blocks.Count == 0 ? throw Fault(PemFault.NoBlock)
            : blocks;
    }

    private static CryptographicException Fault(string message) => new(message);

    private CryptographicException CutShort(in Boundary first) => Fault(PemFault.CutShort(first.Label, LineOf(first.Start)));

    private PemBlock BlockOf(in Boundary first, in Boundary last)
    {
        ReadOnlySpan<char> body = text.AsSpan(first.After, last.Start - first.After);
        Steps += 2L * body.Length;
        int? length = Base64.IsValid(body, out int decoded) ? decoded
            : body.Contains(LegacyHeader, StringComparison.Ordinal) ? null
            : throw Fault(PemFault.NotBase64(first.Label, LineOf(first.Start)));
        return new PemBlock(text, first.Label, first.After..last.Start, first.Start..last.After, length);
    }

    /// <summary>The next first or last line of a block; null at the end of the text.</summary>
    /// <exception cref="CryptographicException">The next one is damaged.</exception>
    private Boundary? Next()
    {
        int former = at;
        while (text.AsSpan(at).IndexOfAny(AnyDash) is >= 0 and int distance)
        {
            int start = at + distance;
            int length = LengthOfRun(start);
            Steps += distance + length + 1;
            at = start + length;
            if (!IsRun(start, length))
            {
                continue;
            }

            if (WordAfter(length, at) is { } word)
            {
                return ReadBoundary(start, length, word);
            }

            if (IsWordBefore(former, start))
            {
                throw Fault(PemFault.Boundary(LineOf(start)));
            }
        }

        Steps += text.Length - at;
        at = text.Length;
        return null;
    }

    private int LengthOfRun(int start)
    {
        int length = text.AsSpan(start).IndexOfAnyExcept(AnyDash);
        return length < 0 ? text.Length - start : length;
    }

    /// <summary>Three dashes, or two where an editor has put its own in place of some.</summary>
    private bool IsRun(int start, int length) =>
        length >= FewestDashes || (length == FewestDashes - 1 && text.AsSpan(start, length).ContainsAnyExcept('-'));

    /// <summary>
    /// BEGIN or END behind dashes, as a whole word: "----ENDPOINTS----" is a remark. A BEGIN with nothing wrong before it counts also where a letter follows. With fewer dashes, in small
    /// letters or after a gap, only before the label of a key, certificate or list: "--- End entity certificate ---" is a remark.
    /// </summary>
    private (string Word, int Start)? WordAfter(int dashes, int position)
    {
        int start = position;
        while (start < text.Length && start - position < LongestGap && text[start] is ' ' or '\t')
        {
            start++;
        }

        Steps += start - position + Begin.Length + 1;
        ReadOnlySpan<char> rest = text.AsSpan(start);
        string? word = rest.StartsWith(Begin, StringComparison.OrdinalIgnoreCase) ? Begin : rest.StartsWith(End, StringComparison.OrdinalIgnoreCase) ? End : null;
        if (word is null)
        {
            return null;
        }

        bool isWhole = rest.Length == word.Length || !char.IsLetterOrDigit(rest[word.Length]);
        bool isUndamaged = start == position && rest.StartsWith(word, StringComparison.Ordinal);
        bool counts = isWhole
            ? (isUndamaged && dashes >= BoundaryDashes - 1) || IsLabelBehind(start + word.Length)
            : isUndamaged && dashes >= BoundaryDashes && word == Begin;
        return counts ? (word, start) : null;
    }

    private bool IsLabelBehind(int position)
    {
        ReadOnlySpan<char> rest = text.AsSpan(position, Math.Min(text.Length - position, Nearby));
        int end = rest.IndexOfAny('\r', '\n');
        rest = end < 0 ? rest : rest[..end];
        int dash = rest.IndexOfAny(AnyDash);
        Steps += 3L * rest.Length;
        return PemLabelWords.TryTakeOff(dash < 0 ? rest : rest[..dash], out ReadOnlySpan<char> before) && before.IsEmpty;
    }

    /// <summary>Whether dashes stand behind BEGIN or END and the label of a key, certificate or list, and none before them.</summary>
    private bool IsWordBefore(int former, int dashes)
    {
        ReadOnlySpan<char> before = text.AsSpan(Math.Max(former, dashes - Nearby)..dashes);
        Steps += before.Length;
        before = before[(before.LastIndexOf('\n') + 1)..];
        Steps += 2L * before.Length;
        return PemLabelWords.TryTakeOff(before, out ReadOnlySpan<char> rest) && PemLabelWords.Last(rest) is Begin or End;
    }

    private Boundary ReadBoundary(int start, int dashes, (string Word, int Start) word)
    {
        if (dashes != BoundaryDashes
            || word.Start != at
            || !text.AsSpan(start).StartsWith(Dashes, StringComparison.Ordinal)
            || !text.AsSpan(at).StartsWith(word.Word, StringComparison.Ordinal)
            || (start > 0 && !IsSpace(text[start - 1]) && !(word.Word == End && IsBase64(text[start - 1]))))
        {
            throw Fault(PemFault.Boundary(LineOf(start)));
        }

        bool isEnd = word.Word == End;
        int labelStart = at + word.Word.Length;
        ReadOnlySpan<char> rest = text.AsSpan(labelStart, Math.Min(text.Length - labelStart, LongestLabel + 1 + Dashes.Length));
        Steps += 2L * rest.Length;
        int labelLength = rest.IndexOf(Dashes, StringComparison.Ordinal);
        if (labelLength < 0 || !IsLabel(rest[..labelLength]))
        {
            throw Fault(isEnd ? PemFault.Boundary(LineOf(start)) : PemFault.NoLabel(LineOf(start)));
        }

        at = labelStart + labelLength + Dashes.Length;
        bool isClosed = at == text.Length || (isEnd ? IsSpace(text[at]) : !AnyDash.Contains(text[at]));
        return isClosed
            ? new Boundary(isEnd, rest[1..labelLength].ToString(), start, at)
            : throw Fault(PemFault.Boundary(LineOf(start)));
    }

    /// <summary>A blank and the label: printable letters, with single blanks or hyphens between them (RFC 7468 section 3).</summary>
    private static bool IsLabel(ReadOnlySpan<char> label)
    {
        if (label is not [' ', .. { Length: > 0 } name])
        {
            return false;
        }

        for (int i = 0; i < name.Length; i++)
        {
            bool isBetween = i > 0 && i < name.Length - 1 && name[i - 1] is not (' ' or '-');
            if (name[i] is ' ' or '-' ? !isBetween : name[i] is < '!' or > '~')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A byte order mark too: it stands between files that were put together.</summary>
    private static bool IsSpace(char letter) => char.IsWhiteSpace(letter) || letter == '\uFEFF';

    private static bool IsBase64(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '+' or '/' or '=' or '-';

    /// <summary>Counted once, for a message.</summary>
    private int LineOf(int position)
    {
        Steps += position;
        return text.AsSpan(0, position).Count('\n') + linesBefore + 1;
    }

    /// <param name="IsEnd">Whether it ends a block.</param>
    /// <param name="Label">Of the block.</param>
    /// <param name="Start">Its first dash.</param>
    /// <param name="After">Behind its last dash.</param>
    private readonly record struct Boundary(bool IsEnd, string Label, int Start, int After);
}

/// <summary>One whole block of a PEM text (RFC 7468 section 2): its first and last line have the same label, and its body is base64.</summary>
internal sealed class PemBlock
{
    private readonly string text;
    private readonly Range body;

    /// <param name="text">The text that holds the block.</param>
    /// <param name="label">Such as <c>PRIVATE KEY</c>.</param>
    /// <param name="body">What stands between the first and the last line.</param>
    /// <param name="whole">From the first dash to the last.</param>
    /// <param name="length">Of the decoded body; null for a key in the legacy encrypted form, whose body begins with header lines.</param>
    public PemBlock(string text, string label, Range body, Range whole, int? length)
    {
        this.text = text;
        this.body = body;
        Label = label;
        Whole = whole;
        Length = length;
    }

    public string Label { get; }

    /// <summary>Whether the key is encrypted in the form of RFC 1421, by header lines in the body.</summary>
    public bool IsLegacyEncrypted => Length is null;

    /// <summary>The block alone.</summary>
    public string Text => text[Whole];

    private Range Whole { get; }

    private int? Length { get; }

    /// <summary>The bytes of the body, which the caller erases.</summary>
    public byte[] Decode()
    {
        byte[] der = GC.AllocateUninitializedArray<byte>(Length ?? 0, pinned: true);
        return Convert.TryFromBase64Chars(text.AsSpan()[body], der, out int written) && written == der.Length
            ? der
            : throw new CryptographicException(PemFault.NotBase64(Label, lineNumber: 1));
    }
}
