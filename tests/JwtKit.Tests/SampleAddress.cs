using System.Text.Json.Serialization;

namespace JwtKit.Tests;

internal sealed record SampleAddress(string City, int Floor);

[JsonPolymorphic]
[JsonDerivedType(typeof(SampleShop), "shop")]
internal abstract record SamplePlace;

internal sealed record SampleShop : SamplePlace;

internal sealed record SampleRating
{
    public int Stars { get; init => field = value is >= 0 and <= 5 ? value : throw new ArgumentOutOfRangeException(nameof(value)); }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SampleAddress))]
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(SamplePlace))]
[JsonSerializable(typeof(SampleRating))]
[JsonSerializable(typeof(Dictionary<string, int>))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(string))]
internal sealed partial class SampleJsonContext : JsonSerializerContext;
