using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace JwtKit;

/// <summary>
/// Reads the members of one JSON object as the token formats demand it (RFC 7515 section 4, RFC 7519 section 4): valid UTF-8, nothing before or
/// after the object, no comments, no repeated member name at any level however it is escaped, no lone surrogates, bounded depth.
/// </summary>
/// <remarks>
/// Walk it to the end before trusting anything it said: a fault may lie behind the last member that was read. No input makes it throw.
/// </remarks>
internal ref struct StrictJsonReader
{
    public const int MaximumDepth = 32;

    private readonly ReadOnlySpan<byte> json;
    private Utf8JsonReader reader;
    private MemberNames names;
    private State state;

    public StrictJsonReader(ReadOnlySpan<byte> json)
    {
        this.json = json;
        reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaximumDepth });
        names = new MemberNames(json);
        try
        {
            bool isObject = Utf8.IsValid(json) && reader.Read() && reader.TokenType == JsonTokenType.StartObject;
            state = isObject ? State.Members : State.Faulted;
        }
        catch (JsonException)
        {
            state = State.Faulted;
        }
    }

    private enum State
    {
        Members,
        Ended,
        Faulted,
    }

    /// <summary>True once the closing brace was read and nothing but white space followed it.</summary>
    public readonly bool IsComplete => state == State.Ended;

    /// <summary>The current member's value: all of it, down to the closing bracket of an object or array.</summary>
    public JsonRange Value { get; private set; }

    /// <summary>The current member's name.</summary>
    public readonly JsonRange Name => names.Last;

    /// <summary>The current member's name as a <see cref="JwtKit.ShortName"/>, escapes resolved.</summary>
    public readonly ulong ShortName => names.LastShort;

    /// <summary>Goes to the next member; false at the end and at a fault.</summary>
    public bool NextMember()
    {
        if (state != State.Members)
        {
            return false;
        }

        try
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                // One more read finds whatever stands behind the object.
                state = reader.Read() ? State.Faulted : State.Ended;
            }
            else if (!names.TryAdd(in reader) || !reader.Read() || !TryTakeValue())
            {
                state = State.Faulted;
            }
        }
        catch (JsonException)
        {
            state = State.Faulted;
        }

        return state == State.Members;
    }

    /// <summary>Whether the current member has this name, escaped or not.</summary>
    public readonly bool NameEquals(ReadOnlySpan<byte> name) => names.Last.TextEquals(json, name);

    private bool TryTakeValue()
    {
        Value = JsonRange.Of(in reader);
        if (Value.Kind is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return !Value.IsEscaped || JsonEscapes.ArePaired(reader.ValueSpan);
        }

        bool isStrict = ValueIsStrict(ref reader, json);
        Value = Value with { Length = (int)reader.BytesConsumed - Value.Start };
        return isStrict;
    }

    private static bool ValueIsStrict(ref Utf8JsonReader reader, ReadOnlySpan<byte> json) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ObjectIsStrict(ref reader, json),
        JsonTokenType.StartArray => ArrayIsStrict(ref reader, json),
        JsonTokenType.String => !reader.ValueIsEscaped || JsonEscapes.ArePaired(reader.ValueSpan),
        _ => true,
    };

    private static bool ObjectIsStrict(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        MemberNames names = new(json);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (!names.TryAdd(in reader) || !reader.Read() || !ValueIsStrict(ref reader, json))
            {
                return false;
            }
        }

        return reader.TokenType == JsonTokenType.EndObject;
    }

    private static bool ArrayIsStrict(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!ValueIsStrict(ref reader, json))
            {
                return false;
            }
        }

        return reader.TokenType == JsonTokenType.EndArray;
    }
}

/// <summary>The one thing .NET's JSON reader leaves open: <c>\uD800</c> to <c>\uDFFF</c> that do not come in pairs (RFC 8259 section 8.2).</summary>
internal static class JsonEscapes
{
    private const int EscapeLength = 6;

    /// <summary>True when each escaped high surrogate is followed at once by an escaped low one, and no low one stands alone.</summary>
    /// <param name="raw">The inside of a string that the reader has found to be well formed.</param>
    public static bool ArePaired(ReadOnlySpan<byte> raw)
    {
        int backslash = raw.IndexOf((byte)'\\');
        while (backslash >= 0)
        {
            raw = raw[backslash..];
            char unit = CodeUnit(raw);
            if (char.IsLowSurrogate(unit))
            {
                return false;
            }

            int consumed = unit == '\0' ? 2 : EscapeLength;
            if (char.IsHighSurrogate(unit))
            {
                if (!char.IsLowSurrogate(CodeUnit(raw[EscapeLength..])))
                {
                    return false;
                }

                consumed = 2 * EscapeLength;
            }

            raw = raw[consumed..];
            backslash = raw.IndexOf((byte)'\\');
        }

        return true;
    }

    /// <summary>The code unit of a <c>\uXXXX</c> at the start of the text; NUL for any other escape, and harmlessly so for <c>\u0000</c>.</summary>
    private static char CodeUnit(ReadOnlySpan<byte> raw) =>
        raw.Length >= EscapeLength && raw[0] == '\\' && raw[1] == 'u'
        && ushort.TryParse(raw.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit)
            ? (char)unit
            : '\0';
}

/// <summary>The rules of <see cref="StrictJsonReader"/> for a JSON value of any kind.</summary>
internal static class StrictJson
{
    public static bool IsStrictValue(ReadOnlySpan<byte> json)
    {
        // As the only member of an object, the value meets every rule that it will meet as a claim.
        byte[] member = [.. "{\"v\":"u8, .. json, (byte)'}'];
        StrictJsonReader reader = new(member);
        int members = 0;
        while (reader.NextMember())
        {
            members++;
        }

        return reader.IsComplete && members == 1;
    }
}
