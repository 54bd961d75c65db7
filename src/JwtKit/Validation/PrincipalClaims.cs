using System.Security.Claims;
using System.Text.Json;

namespace JwtKit;

/// <summary>The claims of a token in the form of .NET's identities: a text is its own value, an array a claim for each element, everything else its JSON.</summary>
internal static class PrincipalClaims
{
    private const string JsonValueType = "JSON";

    public static IEnumerable<Claim> Of(ReadOnlySpan<byte> json, string issuer)
    {
        List<Claim> claims = [];
        StrictJsonReader reader = new(json);
        while (reader.NextMember())
        {
            string name = reader.Name.GetText(json);
            if (reader.Value.Kind == JsonTokenType.String)
            {
                claims.Add(new Claim(name, reader.Value.GetText(json), ClaimValueTypes.String, issuer));
            }
            else
            {
                Add(claims, name, JsonElement.Parse(reader.Value.Raw(json)), issuer);
            }
        }

        return claims;
    }

    private static void Add(List<Claim> claims, string name, JsonElement value, string issuer)
    {
        IEnumerable<JsonElement> values = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];
        claims.AddRange(values.Where(static each => each.ValueKind != JsonValueKind.Null).Select(each => ClaimOf(name, each, issuer)));
    }

    private static Claim ClaimOf(string name, JsonElement value, string issuer) => value.ValueKind switch
    {
        JsonValueKind.String => new Claim(name, value.GetString()!, ClaimValueTypes.String, issuer),
        JsonValueKind.True => new Claim(name, "true", ClaimValueTypes.Boolean, issuer),
        JsonValueKind.False => new Claim(name, "false", ClaimValueTypes.Boolean, issuer),
        JsonValueKind.Number => new Claim(name, value.GetRawText(), value.TryGetInt64(out _) ? ClaimValueTypes.Integer64 : ClaimValueTypes.Double, issuer),
        _ => new Claim(name, value.GetRawText(), JsonValueType, issuer),
    };
}
