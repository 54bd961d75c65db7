namespace JwtKit;

/// <summary>What CCAI Platform demands of a user's token (its guide "Authenticate").</summary>
internal sealed record CcaiIssuanceRules : IssuanceRules
{
    public static CcaiIssuanceRules Instance { get; } = new();

    public override void Check(JwtDescriptor descriptor, SignatureAlgorithm algorithm, EncryptionTarget? target, TokenTimes times)
    {
        if (algorithm != SignatureAlgorithm.Hs256)
        {
            throw new TokenRuleException($"CCAI Platform accepts HS256 only; the key signs with {algorithm}.");
        }

        if (target is not null)
        {
            throw new TokenRuleException("CCAI Platform takes signed tokens only; the token is to be encrypted.");
        }

        if (descriptor.Issuer is null)
        {
            throw new TokenRuleException("A CCAI token needs the company name as Issuer; none was found.");
        }

        if (times.Expires is null)
        {
            throw new TokenRuleException("A CCAI token needs exp; its lifetime is unlimited. The platform's own samples use 1 hour.");
        }

        if (!descriptor.Claims.TryGet(Ccai.IdentifierClaim, out ClaimValue identifier) || string.IsNullOrEmpty(identifier.Text))
        {
            throw new TokenRuleException("A CCAI token needs the claim 'identifier' as text, for anonymous visitors too. Claims.With keeps the preset's claims where further ones are added.");
        }

        CheckIdentifier(identifier.Text);
    }

    private static void CheckIdentifier(string identifier)
    {
        if (identifier.Contains('@', StringComparison.Ordinal))
        {
            throw new TokenRuleException("The CCAI identifier is an e-mail address; a lasting id is needed, such as a UUID. The address belongs into email.");
        }

        if (identifier.StartsWith('+') && !IsE164(identifier))
        {
            throw new TokenRuleException("The CCAI identifier begins like a phone number but is not one in the form of E.164: '+', a digit from 1 to 9, then up to 14 digits.");
        }
    }

    private static bool IsE164(string number) =>
        number.Length is >= 3 and <= 16 && number[1] != '0' && !number.AsSpan(1).ContainsAnyExceptInRange('0', '9');
}
