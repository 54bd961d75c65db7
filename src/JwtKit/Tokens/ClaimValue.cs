using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace JwtKit;

/// <summary>
/// The value of one claim, fixed when it is made: text, a number, a truth value or any JSON. Dates do not convert, on purpose: the times of a token are
/// properties of its descriptor, and any other date is the caller's to spell.
/// </summary>
/// <remarks>Immutable and safe for concurrent use. Prints its kind, never its content.</remarks>
[SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "From is the named alternate of all of them.")]
public readonly struct ClaimValue : IEquatable<ClaimValue>
{
    private static readonly byte[] TrueJson = "true"u8.ToArray();
    private static readonly byte[] FalseJson = "false"u8.ToArray();

    private readonly string? text;
    private readonly byte[]? json;

    private ClaimValue(string value) => text = WellFormedText.Require(value, nameof(value));

    private ClaimValue(byte[] json) => this.json = json;

    /// <summary>JSON <c>null</c>, spelled out.</summary>
    public static ClaimValue Null { get; } = new("null"u8.ToArray());

    /// <summary>The kind of JSON value; <see cref="JsonValueKind.Undefined"/> for a <c>default</c> one, which no claim accepts.</summary>
    public JsonValueKind Kind => text is not null ? JsonValueKind.String : json is null ? JsonValueKind.Undefined : KindOf(json[0]);

    /// <summary>The text of a string value; otherwise null.</summary>
    internal string? Text => text;

    /// <summary>A string.</summary>
    /// <param name="value">Text without half surrogate pairs. Null throws: leave the claim out, or write <see cref="Null"/>.</param>
    public static implicit operator ClaimValue(string value) => new(value);

    /// <summary><c>true</c> or <c>false</c>.</summary>
    /// <param name="value">The truth value.</param>
    public static implicit operator ClaimValue(bool value) => new(value ? TrueJson : FalseJson);

    /// <summary>A whole number.</summary>
    /// <param name="value">Beyond 2^53 many readers lose digits.</param>
    public static implicit operator ClaimValue(long value) => new(Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A decimal number, digit for digit.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator ClaimValue(decimal value) => new(Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Any JSON, copied.</summary>
    /// <param name="node">Must be strict JSON when written: no repeated names, no lone surrogates, at most 31 levels deep.</param>
    public static implicit operator ClaimValue(JsonNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return ClaimNode.IsStrict(node) ? FromJson(Encoding.UTF8.GetBytes(node.ToJsonString())) : throw NotStrict();
    }

    /// <summary>Any JSON, copied. A <c>default</c> element gives a <c>default</c> value.</summary>
    /// <param name="element">Must be strict JSON: no repeated names, no lone surrogates, at most 31 levels deep.</param>
    public static implicit operator ClaimValue(JsonElement element) =>
        element.ValueKind == JsonValueKind.Undefined ? default : FromJson(JsonMarshal.GetRawUtf8Value(element).ToArray());

    /// <summary>Equal when both write the same JSON text.</summary>
    public static bool operator ==(ClaimValue left, ClaimValue right) => left.Equals(right);

    /// <summary>Unequal when they write different JSON text.</summary>
    public static bool operator !=(ClaimValue left, ClaimValue right) => !left.Equals(right);

    /// <summary>A typed value, written now through its source-generated metadata, so that trimming and native AOT keep working.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value; it may change afterwards without changing the claim.</param>
    /// <param name="typeInfo">From a <c>JsonSerializerContext</c>.</param>
    public static ClaimValue From<T>(T value, JsonTypeInfo<T> typeInfo)
    {
        ArgumentNullException.ThrowIfNull(typeInfo);
        return FromJson(JsonSerializer.SerializeToUtf8Bytes(value, typeInfo));
    }

    /// <summary>The kind, never the content.</summary>
    public override string ToString() => $"ClaimValue ({Kind})";

    /// <inheritdoc />
    public bool Equals(ClaimValue other) => text == other.text && PublicBytes.AreEqual(json, other.json);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is ClaimValue other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(text, StringComparer.Ordinal);
        hash.AddBytes(json);
        return hash.ToHashCode();
    }

    internal void WriteTo(Utf8JsonWriter writer, string name)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
        else if (ReferenceEquals(json, TrueJson) || ReferenceEquals(json, FalseJson))
        {
            // The most frequent kind beside text; writing it raw takes three times as long.
            writer.WriteBoolean(name, ReferenceEquals(json, TrueJson));
        }
        else
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(json, skipInputValidation: true);
        }
    }

    private static ClaimValue FromJson(byte[] json)
    {
        if (!StrictJson.IsStrictValue(json))
        {
            throw NotStrict();
        }

        // Strings are kept as text, whichever way they came, so that equal values compare equal.
        return json[0] == '"' ? new ClaimValue(JsonElement.Parse(json).GetString()!) : new ClaimValue(json);
    }

    private static ArgumentException NotStrict() => new(
        "The value is not strict JSON: it repeats a member name, holds half of a surrogate pair or malformed UTF-8, or is more than 31 levels deep. Receivers disagree about such values.");

    private static JsonValueKind KindOf(byte first) => first switch
    {
        (byte)'{' => JsonValueKind.Object,
        (byte)'[' => JsonValueKind.Array,
        (byte)'t' => JsonValueKind.True,
        (byte)'f' => JsonValueKind.False,
        (byte)'n' => JsonValueKind.Null,
        _ => JsonValueKind.Number,
    };
}

/// <summary>What a JSON node must be before .NET writes it: its writer puts U+FFFD in place of half a surrogate pair and says nothing.</summary>
internal static class ClaimNode
{
    /// <summary>How deep a claim's value may be: the object of claims around it is one level more.</summary>
    private const int MaximumDepth = StrictJsonReader.MaximumDepth - 1;

    public static bool IsStrict(JsonNode node)
    {
        try
        {
            return IsStrict(node, MaximumDepth);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // Nodes that were parsed find repeated names and half pairs when they are first looked at, and throw then.
            return false;
        }
    }

    private static bool IsStrict(JsonNode? node, int levels) => node switch
    {
        JsonObject members => levels > 0 && members.All(member => WellFormedText.IsWellFormed(member.Key) && IsStrict(member.Value, levels - 1)),
        JsonArray elements => levels > 0 && elements.All(element => IsStrict(element, levels - 1)),
        JsonValue value => !value.TryGetValue(out string? text) || WellFormedText.IsWellFormed(text),
        _ => true,
    };
}
