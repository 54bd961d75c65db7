using System.Text;
using System.Text.Json;

namespace JwtKit.Tests;

/// <summary>What the strict reader and .NET's parser say of a JSON text.</summary>
internal static class StrictJsonText
{
    private static readonly JsonDocumentOptions Platform = new() { AllowDuplicateProperties = false, MaxDepth = StrictJsonReader.MaximumDepth };

    public static bool IsAccepted(string json) => IsAccepted(Encoding.UTF8.GetBytes(json));

    public static bool IsAccepted(byte[] json) => Members(json) is not null;

    /// <summary>Each member as the text of its name and the raw text of its value; null where the object is refused.</summary>
    public static (string Name, string Value)[]? Members(byte[] json)
    {
        List<(string, string)> members = [];
        StrictJsonReader reader = new(json);
        while (reader.NextMember())
        {
            members.Add((reader.Name.GetText(json), Encoding.UTF8.GetString(reader.Value.Raw(json))));
        }

        return reader.IsComplete ? [.. members] : null;
    }

    public static bool PlatformAccepts(byte[] json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Platform);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
