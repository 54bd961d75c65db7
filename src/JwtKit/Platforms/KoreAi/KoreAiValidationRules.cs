using System.Text.Json;

namespace JwtKit;

/// <summary>How Kore.ai reads each of its tokens: <c>kore_jti</c> counts before <c>jti</c>, and <c>exp</c> is over to the second.</summary>
internal abstract class KoreAiValidationRules : ValidationRules
{
    public sealed override ReadOnlySpan<byte> TokenIdAlias => "kore_jti"u8;

    public sealed override TimeSpan? ExpirySkew => TimeSpan.Zero;

    public sealed override TokenFailure? FirstFailure(ReadOnlySpan<byte> json, in ReceivedClaims claims)
    {
        if (claims.Subject.Length == 0)
        {
            return SubjectMissing;
        }

        // An id that is there and empty is no id; without this it would read as none, and the token could be used again.
        return claims.TokenId.IsPresent && claims.TokenId.Length == 0 ? Failures.TokenIdMissing : FirstOwnFailure(json, in claims);
    }

    /// <summary>What is said of a token without a subject.</summary>
    protected abstract TokenFailure SubjectMissing { get; }

    /// <summary>What the one kind of token must have.</summary>
    protected abstract TokenFailure? FirstOwnFailure(ReadOnlySpan<byte> json, in ReceivedClaims claims);
}

/// <summary>How Kore.ai reads the token for its public APIs (its guide "API Scopes", Generating the JWT Token). <c>appId</c> says who sent it, not <c>iss</c>.</summary>
internal sealed class KoreAiApiValidationRules(string clientId) : KoreAiValidationRules
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

/// <summary>How Kore.ai reads an SDK user's token (its guide "SDK Security", JWT Payload).</summary>
internal sealed class KoreAiUserValidationRules : KoreAiValidationRules
{
    private static readonly TokenFailure NoSubject = new(TokenFailureCodes.ClaimMissing, "The token needs sub or kore_sub as text that is not empty.");

    private static readonly TokenFailure AudienceIsList = new(TokenFailureCodes.AudienceMismatch, "Kore.ai's aud is one string; a list was found.", KoreAi.Audience);

    private static readonly TokenFailure WrongType = new(
        TokenFailureCodes.InvalidClaims, "isAnonymous must be true or false, identityToMerge text, privateClaims and secureCustomData objects.");

    public static KoreAiUserValidationRules Instance { get; } = new();

    public override ReadOnlySpan<byte> IssuerAlias => "kore_iss"u8;

    public override ReadOnlySpan<byte> SubjectAlias => "kore_sub"u8;

    protected override TokenFailure SubjectMissing => NoSubject;

    protected override TokenFailure? FirstOwnFailure(ReadOnlySpan<byte> json, in ReceivedClaims claims)
    {
        if (claims.Audience.Kind != JsonTokenType.String)
        {
            return AudienceIsList;
        }

        StrictJsonReader reader = new(json);
        while (reader.NextMember())
        {
            if (!HasItsType(in reader))
            {
                return WrongType;
            }
        }

        return null;
    }

    private static bool HasItsType(in StrictJsonReader reader)
    {
        JsonTokenType kind = reader.Value.Kind;
        return reader.NameEquals("isAnonymous"u8) ? kind is JsonTokenType.True or JsonTokenType.False
            : reader.NameEquals("identityToMerge"u8) ? kind == JsonTokenType.String && reader.Value.Length > 0
            : !(reader.NameEquals("privateClaims"u8) || reader.NameEquals("secureCustomData"u8)) || kind == JsonTokenType.StartObject;
    }
}
