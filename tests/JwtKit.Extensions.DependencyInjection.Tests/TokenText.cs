using System.Buffers.Text;
using System.Text.Json.Nodes;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>Looks into a token without verifying it, as its receiver must not.</summary>
internal static class TokenText
{
    public static JsonObject Part(string token, int index) => JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[index]))!.AsObject();
}
