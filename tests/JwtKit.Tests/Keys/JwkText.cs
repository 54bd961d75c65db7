using System.Text.Json.Nodes;

namespace JwtKit.Tests;

/// <summary>JWKs with a change in one point.</summary>
internal static class JwkText
{
    public static string With(string json, string member, JsonNode value)
    {
        JsonObject members = JsonNode.Parse(json)!.AsObject();
        members[member] = value;
        return members.ToJsonString();
    }
}
