using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace JwtKit.Tests;

/// <summary>Types that some content makes throw, each with such content.</summary>
internal static class ThrowingTypes
{
    public static IEnumerable<ThrowingType> All =>
    [
        new ThrowingType<AbstractThing>("abstract", "{}", ThrowingJsonContext.Default.AbstractThing),
        new ThrowingType<IThing>("interface", "{}", ThrowingJsonContext.Default.IThing),
        new ThrowingType<CheckedInConstructor>("constructor, ArgumentOutOfRangeException", """{"Number":7}""", ThrowingJsonContext.Default.CheckedInConstructor),
        new ThrowingType<CheckedInSetter>("setter, FormatException", """{"Text":"x"}""", ThrowingJsonContext.Default.CheckedInSetter),
        new ThrowingType<OwnException>("setter, an exception of its own", """{"Text":"x"}""", ThrowingJsonContext.Default.OwnException),
        new ThrowingType<NullReference>("setter, NullReferenceException", """{"Text":null}""", ThrowingJsonContext.Default.NullReference),
        new ThrowingType<WithConverter>("converter, KeyNotFoundException", """{"Text":"x"}""", ThrowingJsonContext.Default.WithConverter),
        new ThrowingType<CheckedInSetter[]>("element of an array", """[{"Text":"x"}]""", ThrowingJsonContext.Default.CheckedInSetterArray),
        new ThrowingType<int>("a number that is none", "\"x\"", ThrowingJsonContext.Default.Int32),
        new ThrowingType<int>("a number too large", "99999999999", ThrowingJsonContext.Default.Int32),
        new ThrowingType<int>("a number that is null", "null", ThrowingJsonContext.Default.Int32),
    ];
}

/// <summary>A type, content that makes it throw, and the reading of it by each API.</summary>
internal abstract record ThrowingType(string Name, string Json)
{
    public abstract bool TryRead(EnvelopePayload payload);

    public abstract bool TryGetClaim(ValidatedToken token, string name);

    public sealed override string ToString() => Name;
}

internal sealed record ThrowingType<T>(string Name, string Json, JsonTypeInfo<T> TypeInfo) : ThrowingType(Name, Json)
{
    public override bool TryRead(EnvelopePayload payload) => payload.TryRead(TypeInfo, out _);

    public override bool TryGetClaim(ValidatedToken token, string name) => token.TryGetClaim(name, TypeInfo, out _);
}

internal abstract record AbstractThing;

internal interface IThing;

internal sealed record CheckedInConstructor
{
    [JsonConstructor]
    public CheckedInConstructor(int number)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 5);
        Number = number;
    }

    public int Number { get; }
}

internal sealed record CheckedInSetter
{
    public string Text { get; init => field = value == "x" ? throw new FormatException("x") : value; } = string.Empty;
}

internal sealed record OwnException
{
    public string Text { get; init => field = value == "x" ? throw new RefusedValueException() : value; } = string.Empty;
}

internal sealed class RefusedValueException : Exception;

internal sealed record NullReference
{
    public int Length { get; private set; }

    public string Text { get => string.Empty; set => Length = value.Length; }
}

[JsonConverter(typeof(ThrowingConverter))]
internal sealed record WithConverter;

internal sealed class ThrowingConverter : JsonConverter<WithConverter>
{
    public override WithConverter Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new KeyNotFoundException();

    public override void Write(Utf8JsonWriter writer, WithConverter value, JsonSerializerOptions options) => throw new NotSupportedException();
}

internal sealed record Cancelling
{
    public string Text { get; init => field = value == "x" ? throw new OperationCanceledException() : value; } = string.Empty;
}

[JsonSerializable(typeof(AbstractThing))]
[JsonSerializable(typeof(IThing))]
[JsonSerializable(typeof(CheckedInConstructor))]
[JsonSerializable(typeof(CheckedInSetter))]
[JsonSerializable(typeof(CheckedInSetter[]))]
[JsonSerializable(typeof(OwnException))]
[JsonSerializable(typeof(NullReference))]
[JsonSerializable(typeof(WithConverter))]
[JsonSerializable(typeof(Cancelling))]
[JsonSerializable(typeof(int))]
internal sealed partial class ThrowingJsonContext : JsonSerializerContext;
