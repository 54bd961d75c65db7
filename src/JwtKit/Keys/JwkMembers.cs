using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace JwtKit;

/// <summary>The members of one JWK that JwtKit knows (RFC 7517 section 4, RFC 7518 sections 6.3 and 6.4). Others may be there and are not looked at.</summary>
/// <remarks>
/// A member without content counts as absent: <c>null</c>, an empty string, an empty array. Several libraries write all members that they know, with
/// nothing in them. Whatever else is there counts, also an empty object, which no member is.
/// </remarks>
internal readonly ref struct JwkMembers
{
    private static readonly string[] Known = ["kty", "use", "key_ops", "alg", "kid", "n", "e", "d", "p", "q", "dp", "dq", "qi", "oth", "k", "keys"];

    private static readonly byte[][] KnownUtf8 = [.. Known.Select(Encoding.UTF8.GetBytes)];

    private readonly ReadOnlySpan<byte> json;
    private readonly JsonRange[] values;

    private JwkMembers(ReadOnlySpan<byte> json, JsonRange[] values)
    {
        this.json = json;
        this.values = values;
    }

    /// <exception cref="CryptographicException">The text is not one strict JSON object.</exception>
    public static JwkMembers Read(ReadOnlySpan<byte> json)
    {
        JsonRange[] values = new JsonRange[Known.Length];
        int[] places = new int[Known.Length];
        StrictJsonReader reader = new(json);
        while (reader.NextMember())
        {
            int member = IndexOf(in reader);
            if (member >= 0)
            {
                values[member] = reader.Value;
                places[member] = reader.Name.Start;
            }
        }

        if (reader.IsComplete)
        {
            return new JwkMembers(json, values);
        }

        int last = IsReadable(reader.Name, json) ? IndexOf(in reader) : -1;
        throw new CryptographicException(last >= 0 && values[last].IsPresent && places[last] != reader.Name.Start
            ? $"The JWK has the member \"{Known[last]}\" twice; which one counts would be a guess, so each may be there once (RFC 7517 section 4)."
            : "The JWK is not one well-formed JSON object in UTF-8, with each member once and nothing before or after it (RFC 7517 section 4).");
    }

    public bool Has(string name) => Value(name).IsPresent;

    /// <summary>The text of a string member, or null where it is absent.</summary>
    /// <exception cref="CryptographicException">It is there and is not a string.</exception>
    public string? Text(string name) => StringOf(name) is { IsPresent: true } value ? value.GetText(json) : null;

    /// <summary>The same, with null also where it is something else.</summary>
    public string? TextIfText(string name) => Value(name) is { Kind: JsonTokenType.String } value ? value.GetText(json) : null;

    /// <summary>The strings of an array member, or null where it is absent.</summary>
    /// <exception cref="CryptographicException">It is there and is not an array of strings, each once.</exception>
    public string[]? Texts(string name)
    {
        JsonRange value = Value(name);
        if (!value.IsPresent)
        {
            return null;
        }

        List<string> texts = [];
        Utf8JsonReader reader = new(value.Raw(json));
        bool isArray = value.Kind == JsonTokenType.StartArray && reader.Read();
        while (isArray && reader.Read() && reader.TokenType == JsonTokenType.String)
        {
            texts.Add(reader.GetString()!);
        }

        if (!isArray || reader.TokenType != JsonTokenType.EndArray)
        {
            throw new CryptographicException($"The JWK's \"{name}\" is not an array of strings.");
        }

        return texts.Distinct(StringComparer.Ordinal).Count() == texts.Count
            ? [.. texts]
            : throw new CryptographicException($"The JWK's \"{name}\" names something twice; each may be there once (RFC 7517 section 4.3).");
    }

    /// <summary>The bytes behind a base64url member, in memory that the caller erases if they are secret.</summary>
    /// <exception cref="CryptographicException">It is absent, no string, or no strict base64url.</exception>
    public byte[] Bytes(string name)
    {
        JsonRange value = StringOf(name);
        if (!value.IsPresent)
        {
            throw new CryptographicException($"The JWK has no \"{name}\", or an empty one; this kind of key needs it (RFC 7518 section 6).");
        }

        byte[] decoded = KeyMemory.Allocate(StrictBase64Url.MaximumDecodedLength(value.Length));

        // An escaped character is refused like any other that is not of the alphabet: nothing in base64url needs escaping.
        bool isStrict = StrictBase64Url.TryDecode(value.Raw(json), decoded, out int length);
        byte[] exact = KeyMemory.Allocate(isStrict ? length : 0);
        decoded.AsSpan(0, exact.Length).CopyTo(exact);
        CryptographicOperations.ZeroMemory(decoded);
        return !isStrict
            ? throw new CryptographicException(
                $"The JWK's \"{name}\" is not base64url in its one strict form (RFC 7515 section 2): letters, digits, '-' and '_', without '=' padding, white space or stray bits at the end.")
            : exact;
    }

    /// <summary>The bytes behind a Base64urlUInt member (RFC 7518 section 2) without leading zero octets, in memory that the caller erases if they are secret.</summary>
    /// <remarks>A number is to be written with the fewest octets, and JwtKit does so. Libraries that write a fixed length mean the same number.</remarks>
    /// <exception cref="CryptographicException">It is no such number.</exception>
    public byte[] Number(string name)
    {
        byte[] number = Bytes(name);
        ReadOnlySpan<byte> minimal = number.AsSpan(0, number.Length - 1).TrimStart((byte)0);
        int zeros = number.Length - 1 - minimal.Length;
        if (zeros == 0)
        {
            return number;
        }

        byte[] trimmed = KeyMemory.Allocate(number.Length - zeros);
        number.AsSpan(zeros).CopyTo(trimmed);
        CryptographicOperations.ZeroMemory(number);
        return trimmed;
    }

    private static int IndexOf(in StrictJsonReader reader)
    {
        for (int i = 0; i < KnownUtf8.Length; i++)
        {
            if (reader.NameEquals(KnownUtf8[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsReadable(JsonRange name, ReadOnlySpan<byte> json) =>
        name.IsPresent && (!name.IsEscaped || JsonEscapes.ArePaired(name.Raw(json)));

    private JsonRange Value(string name) => values[Array.IndexOf(Known, name)] is var value && HasContent(value) ? value : default;

    private bool HasContent(JsonRange value) => value.Kind switch
    {
        JsonTokenType.Null => false,
        JsonTokenType.String => value.Length > 0,
        JsonTokenType.StartArray => value.Raw(json)[1..^1].ContainsAnyExcept(" \t\r\n"u8),
        _ => value.IsPresent,
    };

    private JsonRange StringOf(string name) => Value(name) is { IsPresent: true, Kind: not JsonTokenType.String }
        ? throw new CryptographicException($"The JWK's \"{name}\" is not a string.")
        : Value(name);
}
