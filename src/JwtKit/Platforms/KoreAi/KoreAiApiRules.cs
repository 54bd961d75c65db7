namespace JwtKit;

/// <summary>What Kore.ai demands of the token for its public APIs (its guide "API Scopes", Generating the JWT Token).</summary>
internal sealed record KoreAiApiRules : TokenRules
{
    public static KoreAiApiRules Instance { get; } = new();

    public override void Check(JwtDescriptor descriptor, SignatureAlgorithm algorithm, EncryptionTarget? target, TokenTimes times)
    {
        KoreAiRules.CheckCommon(descriptor, algorithm, target, times);
        if (descriptor.Subject is null)
        {
            throw new TokenRuleException("A Kore.ai API token needs a Subject; none was found.");
        }

        if (!descriptor.Claims.TryGet(KoreAi.AppIdClaim, out ClaimValue appId) || string.IsNullOrEmpty(appId.Text))
        {
            throw new TokenRuleException($"A Kore.ai API token needs the claim '{KoreAi.AppIdClaim}' with the Client ID as text. Claims.With keeps the preset's claims where further ones are added.");
        }
    }
}
