namespace JwtKit;

/// <summary>Claims in the order they were added, found by name. Not safe for concurrent changes.</summary>
/// <remarks>
/// Arrays of its own instead of .NET's ordered dictionary: that one's code over a struct of this assembly exists nowhere ahead of time, so that the
/// first token of a process would wait for some thirty methods to be compiled.
/// </remarks>
internal sealed class ClaimTable
{
    /// <summary>Up to here, comparing the names one by one is faster than hashing one.</summary>
    private const int SmallCount = 16;

    private const int FirstLength = 4;

    private string[] names;
    private ClaimValue[] values;
    private Dictionary<string, int>? places;

    /// <summary>An empty table, which takes no memory for claims: most descriptors begin with one that a preset replaces.</summary>
    public ClaimTable()
        : this(0)
    {
    }

    public ClaimTable(ClaimTable other)
        : this(other.Count)
    {
        Take(other.names, other.values, other.Count);
        Count = other.Count;
        places = other.places is null ? null : new Dictionary<string, int>(other.places, StringComparer.Ordinal);
    }

    private ClaimTable(int length)
    {
        names = length == 0 ? [] : new string[length];
        values = length == 0 ? [] : new ClaimValue[length];
    }

    public int Count { get; private set; }

    public ReadOnlySpan<string> Names => names.AsSpan(0, Count);

    public string NameAt(int index) => names[index];

    public ref readonly ClaimValue ValueAt(int index) => ref values[index];

    /// <summary>Where the claim stands; -1 where there is none. Names compare ordinally.</summary>
    public int IndexOf(string name)
    {
        if (places is not null)
        {
            return places.TryGetValue(name, out int place) ? place : -1;
        }

        for (int i = 0; i < Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Adds a claim behind the others; false where there is one of that name.</summary>
    public bool TryAdd(string name, ClaimValue value)
    {
        if (IndexOf(name) >= 0)
        {
            return false;
        }

        if (Count == names.Length)
        {
            Grow();
        }

        names[Count] = name;
        values[Count] = value;
        places?.Add(name, Count);
        Count++;
        if (Count > SmallCount && places is null)
        {
            IndexNames();
        }

        return true;
    }

    /// <summary>Adds a claim, or gives it another value in its place.</summary>
    public void Set(string name, ClaimValue value)
    {
        int index = IndexOf(name);
        if (index < 0)
        {
            TryAdd(name, value);
        }
        else
        {
            values[index] = value;
        }
    }

    private void Grow()
    {
        (string[] formerNames, ClaimValue[] formerValues) = (names, values);
        names = new string[Math.Max(FirstLength, 2 * Count)];
        values = new ClaimValue[names.Length];
        Take(formerNames, formerValues, Count);
    }

    /// <summary>One by one: .NET's ways to copy an array would have to be compiled for this type.</summary>
    private void Take(string[] otherNames, ClaimValue[] otherValues, int count)
    {
        for (int i = 0; i < count; i++)
        {
            names[i] = otherNames[i];
            values[i] = otherValues[i];
        }
    }

    private void IndexNames()
    {
        places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < Count; i++)
        {
            places.Add(names[i], i);
        }
    }
}

/// <summary>The registered claim names of RFC 7519 section 4.1.</summary>
internal static class ClaimNames
{
    public const string Issuer = "iss";
    public const string Subject = "sub";
    public const string Audience = "aud";
    public const string ExpirationTime = "exp";
    public const string NotBefore = "nbf";
    public const string IssuedAt = "iat";
    public const string TokenId = "jti";

    /// <summary>What to use instead of a raw claim of this name; null where a raw claim is right.</summary>
    public static string? WrittenBy(string name) => name switch
    {
        ExpirationTime => "Lifetime (JwtBuilder.ExpiresIn)",
        NotBefore => "NotBefore",
        IssuedAt => "the time of signing, by itself",
        Issuer => "Issuer",
        Subject => "Subject",
        Audience => "Audiences (JwtBuilder.Audience)",
        TokenId => "TokenId",
        _ => null,
    };

    public static bool IsTime(string name) => name is ExpirationTime or NotBefore or IssuedAt;
}
