using System.Text.Json;

namespace JwtKit;

/// <summary>What holds for each of Kore.ai's tokens.</summary>
internal static class KoreAiIssuanceRules
{
    private static readonly string[] Aliases = ["kore_jti", "kore_iss", "kore_sub"];

    public static void CheckCommon(JwtDescriptor descriptor, SignatureAlgorithm algorithm, EncryptionTarget? target, TokenTimes times)
    {
        if (Array.IndexOf(KoreAi.Algorithms, algorithm) < 0)
        {
            throw new TokenRuleException($"Kore.ai accepts HS256, HS512, RS256 and RS512; the key signs with {algorithm}.");
        }

        if (target is not null)
        {
            CheckTarget(target);
        }

        bool hasTokenId = !ReferenceEquals(descriptor.TokenId, TokenId.None);
        if (hasTokenId && !(times.Lifetime <= KoreAi.MaximumLifetimeWithTokenId))
        {
            throw new TokenRuleException(
                $"The lifetime is {descriptor.Lifetime}; Kore.ai's rule is: if \"jti\" claim \"exp\" must be <= 1 hour(s). Shorten it, or leave the jti out with TokenId.None.");
        }

        foreach (string name in descriptor.Claims.Fix().Names)
        {
            CheckName(name);
        }
    }

    private static void CheckTarget(EncryptionTarget target)
    {
        if (!KoreAi.KeyManagements.Contains(target.Key.KeyManagement) || !KoreAi.ContentEncryptions.Contains(target.Content))
        {
            throw new TokenRuleException(
                $"Kore.ai accepts {string.Join(" and ", KoreAi.KeyManagements)} with {string.Join(", ", KoreAi.ContentEncryptions)}; the token is to be encrypted with {target.Key.KeyManagement} and {target.Content}.");
        }

        if (target.Key.KeyId is null)
        {
            throw new TokenRuleException("Kore.ai needs the id of its key (kid) in the header of an encrypted token; the encryption key has none. It stands in the JWK that the platform shows.");
        }
    }

    private static void CheckName(string name)
    {
        if (name.StartsWith("kore_", StringComparison.Ordinal) && Aliases.Contains(name, StringComparer.Ordinal))
        {
            throw new TokenRuleException($"The claim '{name}' counts before its standard twin, so one of each pair is written: pass KoreAiAliases to KoreAi.UserToken instead.");
        }

        // The platform reads the exact spelling only, and says nothing about the others.
        string letters = name.Contains(' ', StringComparison.Ordinal) ? name.Replace(" ", string.Empty, StringComparison.Ordinal) : name;
        if (letters.Equals(KoreAi.AppIdClaim, StringComparison.OrdinalIgnoreCase) && name != KoreAi.AppIdClaim)
        {
            throw new TokenRuleException($"The claim is spelled '{name}'; Kore.ai reads exactly '{KoreAi.AppIdClaim}'.");
        }
    }
}

/// <summary>What Kore.ai demands of the token for its public APIs (its guide "API Scopes", Generating the JWT Token).</summary>
internal sealed record KoreAiApiIssuanceRules : IssuanceRules
{
    public static KoreAiApiIssuanceRules Instance { get; } = new();

    public override void Check(JwtDescriptor descriptor, SignatureAlgorithm algorithm, EncryptionTarget? target, TokenTimes times)
    {
        KoreAiIssuanceRules.CheckCommon(descriptor, algorithm, target, times);
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

/// <summary>What Kore.ai demands of an SDK user's token (its guide "SDK Security", JWT Payload and jti Validations).</summary>
internal sealed record KoreAiUserIssuanceRules : IssuanceRules
{
    private static readonly KoreAiUserIssuanceRules[] Confidential = Of(allowsReadable: false);
    private static readonly KoreAiUserIssuanceRules[] Readable = Of(allowsReadable: true);

    private readonly KoreAiAliases aliases;
    private readonly bool allowsReadable;

    private KoreAiUserIssuanceRules(KoreAiAliases aliases, bool allowsReadable)
    {
        this.aliases = aliases;
        this.allowsReadable = allowsReadable;
    }

    public override ReadOnlySpan<byte> IssuerClaim => (aliases & KoreAiAliases.Issuer) != 0 ? "kore_iss"u8 : "iss"u8;

    public override ReadOnlySpan<byte> SubjectClaim => (aliases & KoreAiAliases.Subject) != 0 ? "kore_sub"u8 : "sub"u8;

    public override ReadOnlySpan<byte> TokenIdClaim => (aliases & KoreAiAliases.TokenId) != 0 ? "kore_jti"u8 : "jti"u8;

    public static KoreAiUserIssuanceRules For(KoreAiAliases aliases, bool allowsReadable) => (uint)aliases <= (uint)KoreAiAliases.All
        ? (allowsReadable ? Readable : Confidential)[(int)aliases]
        : throw new ArgumentOutOfRangeException(nameof(aliases), aliases, "A combination of the named aliases is needed.");

    public override void Check(JwtDescriptor descriptor, SignatureAlgorithm algorithm, EncryptionTarget? target, TokenTimes times)
    {
        KoreAiIssuanceRules.CheckCommon(descriptor, algorithm, target, times);
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

    private static KoreAiUserIssuanceRules[] Of(bool allowsReadable) =>
        [.. Enumerable.Range(0, (int)KoreAiAliases.All + 1).Select(aliases => new KoreAiUserIssuanceRules((KoreAiAliases)aliases, allowsReadable))];

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
