using System.Text.Json;

namespace JwtKit;

/// <summary>How Kore.ai reads an SDK user's token (its guide "SDK Security", JWT Payload).</summary>
internal sealed class KoreAiUserReading : KoreAiReading
{
    private static readonly TokenFailure NoSubject = new(TokenFailureCodes.ClaimMissing, "The token needs sub or kore_sub as text that is not empty.");

    private static readonly TokenFailure AudienceIsList = new(TokenFailureCodes.AudienceMismatch, "Kore.ai's aud is one string; a list was found.", KoreAi.Audience);

    private static readonly TokenFailure WrongType = new(
        TokenFailureCodes.InvalidClaims, "isAnonymous must be true or false, identityToMerge text, privateClaims and secureCustomData objects.");

    public static KoreAiUserReading Instance { get; } = new();

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
