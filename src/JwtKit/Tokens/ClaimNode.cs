using System.Text.Json.Nodes;

namespace JwtKit;

/// <summary>What a JSON node must be before the platform writes it: its writer puts U+FFFD in place of half a surrogate pair and says nothing.</summary>
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
