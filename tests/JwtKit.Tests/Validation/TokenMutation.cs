namespace JwtKit.Tests;

/// <summary>Changes to tokens, as an attacker or a bad line would make them. Each is drawn from the given random numbers, so that a seed repeats it.</summary>
internal sealed class TokenMutation(Random random, IReadOnlyList<string> originals)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// <summary>A changed token; now and then the change makes another original, or nothing else than what was there.</summary>
    public string Next()
    {
        string token = Any(originals);
        int changes = random.Next(4) == 0 ? 2 : 1;
        for (int i = 0; i < changes; i++)
        {
            token = random.Next(10) switch
            {
                0 => Replaced(token, c => (char)(c ^ (1 << random.Next(7)))),
                1 => Replaced(token, _ => Alphabet[random.Next(Alphabet.Length)]),
                2 => Replaced(token, _ => (char)random.Next(0x250)),
                3 => DecodedBitFlipped(token),
                4 => Cut(token),
                5 => token.Insert(Place(token), Inserted()),
                6 => SegmentsSwapped(token),
                7 => DotMoved(token),
                8 => Joined(token),
                _ => SegmentReplaced(token),
            };
        }

        return token;
    }

    /// <summary>A changed token that is none of those known to be valid.</summary>
    public string NextUnknown(HashSet<string> known)
    {
        string token = Next();
        while (known.Contains(token))
        {
            token = Next();
        }

        return token;
    }

    private static string WithSegment(string token, Func<string, string> change, int number)
    {
        string[] segments = token.Split('.');
        number %= segments.Length;
        segments[number] = change(segments[number]);
        return string.Join('.', segments);
    }

    private string Any(IReadOnlyList<string> texts) => texts[random.Next(texts.Count)];

    private int Place(string token) => random.Next(token.Length + 1);

    private string Inserted() => random.Next(3) switch
    {
        0 => ".",
        1 => Alphabet[random.Next(Alphabet.Length)].ToString(),
        _ => ((char)random.Next(0x80)).ToString(),
    };

    private string Replaced(string token, Func<char, char> change)
    {
        if (token.Length == 0)
        {
            return token;
        }

        int at = random.Next(token.Length);
        return string.Concat(token.AsSpan(0, at), [change(token[at])], token.AsSpan(at + 1));
    }

    /// <summary>One bit of what a segment decodes to, so that the text stays well formed.</summary>
    private string DecodedBitFlipped(string token) => WithSegment(token, FlipDecoded, random.Next(token.Count('.') + 1));

    private string FlipDecoded(string segment)
    {
        if (segment.Length == 0 || !System.Buffers.Text.Base64Url.IsValid(segment))
        {
            return segment;
        }

        byte[] bytes = System.Buffers.Text.Base64Url.DecodeFromChars(segment);
        if (bytes.Length > 0)
        {
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        }

        return System.Buffers.Text.Base64Url.EncodeToString(bytes);
    }

    private string Cut(string token)
    {
        int start = Place(token);
        int length = Math.Min(token.Length - start, random.Next(1, 1 + random.Next(1, 40)));
        return token.Remove(start, length);
    }

    private string SegmentsSwapped(string token)
    {
        string[] segments = token.Split('.');
        int first = random.Next(segments.Length), second = random.Next(segments.Length);
        (segments[first], segments[second]) = (segments[second], segments[first]);
        return string.Join('.', segments);
    }

    private string SegmentReplaced(string token)
    {
        int number = random.Next(3);
        return WithSegment(token, _ => Any(originals).Split('.')[number], number);
    }

    private string DotMoved(string token)
    {
        int dot = token.IndexOf('.', random.Next(token.Length + 1));
        if (dot < 0)
        {
            return token + ".";
        }

        string without = token.Remove(dot, 1);
        return without.Insert(Math.Clamp(dot + random.Next(-4, 5), 0, without.Length), ".");
    }

    private string Joined(string token) => random.Next(4) switch
    {
        0 => token + Any(originals),
        1 => token + "." + Any(originals),
        2 => token + Any(originals).Split('.')[random.Next(3)],
        _ => string.Concat(token.AsSpan(0, Place(token)), Any(originals).AsSpan(random.Next(20))),
    };
}
