using System.Text.Json;

namespace JwtKit;

/// <summary>What Kore.ai demands of an SDK user's token (its guide "SDK Security", JWT Payload and jti Validations).</summary>
internal sealed record KoreAiUserRules : TokenRules
{
    private static readonly KoreAiUserRules[] Confidential = Of(allowsReadable: false);
    private static readonly KoreAiUserRules[] Readable = Of(allowsReadable: true);

    private readonly KoreAiAliases aliases;
    private readonly bool allowsReadable;

    private KoreAiUserRules(KoreAiAliases aliases, bool allowsReadable)
    {
        this.aliases = aliases;
        this.allowsReadable = allowsReadable;
    }

    public override ReadOnlySpan<byte> IssuerClaim => (aliases & KoreAiAliases.Issuer) != 0 ? "kore_iss"u8 : "iss"u8;

    public override ReadOnlySpan<byte> SubjectClaim => (aliases & KoreAiAliases.Subject) != 0 ? "kore_sub"u8 : "sub"u8;

    public override ReadOnlySpan<byte> TokenIdClaim => (aliases & KoreAiAliases.TokenId) != 0 ? "kore_jti"u8 : "jti"u8;

    public static KoreAiUserRules For(KoreAiAliases aliases, bool allowsReadable) => (uint)aliases <= (uint)KoreAiAliases.All
        ? (allowsReadable ? Readable : Confidential)[(int)aliases]
        : throw new ArgumentOutOfRangeException(nameof(aliases), aliases, "A combination of the named aliases is needed.");

    public override void Check(JwtDescriptor descriptor, SignatureAlgorithm algorithm, EncryptionTarget? target, TokenTimes times)
    {
        KoreAiRules.CheckCommon(descriptor, algorithm, target, times);
        if (descriptor.Issuer is null || descriptor.Subject is null)
        {
            throw new TokenRuleException("A Kore.ai user token needs the Client ID as Issuer and the user's identity as Subject; one of them is missing.");
        }

        if (times.Expires is null)
        {
            throw new TokenRuleException("A Kore.ai user token needs exp; its lifetime is unlimited. At most 1 hour is accepted with a jti.");
        }

        if (descriptor.Audiences is not [KoreAi.Audience])
        {
            throw new TokenRuleException($"A Kore.ai user token has exactly one audience, '{KoreAi.Audience}'; this one has {descriptor.Audiences.Count}, or another.");
        }

        CheckIdentity(descriptor.Claims);
        CheckPrivate(descriptor.Claims, KoreAi.PrivateClaimsClaim, isEncrypted: target is not null);
        CheckPrivate(descriptor.Claims, KoreAi.SecureCustomDataClaim, isEncrypted: target is not null);
    }

    private static KoreAiUserRules[] Of(bool allowsReadable) =>
        [.. Enumerable.Range(0, (int)KoreAiAliases.All + 1).Select(aliases => new KoreAiUserRules((KoreAiAliases)aliases, allowsReadable))];

    private void CheckPrivate(ClaimSet claims, string name, bool isEncrypted)
    {
        if (!claims.TryGet(name, out ClaimValue value))
        {
            return;
        }

        if (value.Kind != JsonValueKind.Object)
        {
            throw new TokenRuleException($"Kore.ai's '{name}' is an object; a {value.Kind} was found.");
        }

        if (!isEncrypted && !allowsReadable)
        {
            throw new TokenRuleException(
                $"The token has '{name}', which is meant for encrypted tokens, and is only signed: whoever holds it would read that. Use Jwt.SignAndEncrypt, or say allowReadablePrivateClaims: true.");
        }
    }

    private static void CheckIdentity(ClaimSet claims)
    {
        bool hasFlag = claims.TryGet(KoreAi.IsAnonymousClaim, out ClaimValue isAnonymous);
        if (!hasFlag || isAnonymous.Kind is not (JsonValueKind.True or JsonValueKind.False))
        {
            throw new TokenRuleException(
                $"A Kore.ai user token needs the claim '{KoreAi.IsAnonymousClaim}' as true or false; {(hasFlag ? $"a {isAnonymous.Kind} was" : "none was")} found. "
                + "Claims.With keeps the preset's claims where further ones are added.");
        }

        if (claims.TryGet(KoreAi.IdentityToMergeClaim, out ClaimValue merge)
            && (string.IsNullOrEmpty(merge.Text) || isAnonymous.Kind == JsonValueKind.True))
        {
            throw new TokenRuleException($"'{KoreAi.IdentityToMergeClaim}' must be the text of an anonymous id, in the token of a known user (isAnonymous: false).");
        }
    }
}
