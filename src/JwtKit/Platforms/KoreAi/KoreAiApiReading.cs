using System.Text.Json;

namespace JwtKit;

/// <summary>How Kore.ai reads the token for its public APIs (its guide "API Scopes", Generating the JWT Token). <c>appId</c> says who sent it, not <c>iss</c>.</summary>
internal sealed class KoreAiApiReading(string clientId) : KoreAiReading
{
    private static readonly TokenFailure NoSubject = new(TokenFailureCodes.ClaimMissing, "The token needs sub as text that is not empty.");

    private static readonly TokenFailure NoAppId = new(
        TokenFailureCodes.ClaimMissing, "The token has no claim that is spelled exactly appId; appid, App ID and the like are not it.");

    private static readonly TokenFailure AppIdIsNoText = new(TokenFailureCodes.InvalidClaims, "appId must be text.");

    private readonly byte[] expected = System.Text.Encoding.UTF8.GetBytes(clientId);

    protected override TokenFailure SubjectMissing => NoSubject;

    protected override TokenFailure? FirstOwnFailure(ReadOnlySpan<byte> json, in ReceivedClaims claims)
    {
        JsonRange appId = Find(json);
        if (!appId.IsPresent)
        {
            return NoAppId;
        }

        if (appId.Kind != JsonTokenType.String)
        {
            return AppIdIsNoText;
        }

        return appId.TextEquals(json, expected)
            ? null
            : new TokenFailure(TokenFailureCodes.IssuerMismatch, "The appId is not the expected Client ID.", clientId, appId.GetText(json));
    }

    private static JsonRange Find(ReadOnlySpan<byte> json)
    {
        StrictJsonReader reader = new(json);
        while (reader.NextMember())
        {
            if (reader.NameEquals("appId"u8))
            {
                return reader.Value;
            }
        }

        return default;
    }
}
