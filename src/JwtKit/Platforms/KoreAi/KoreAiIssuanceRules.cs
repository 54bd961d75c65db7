namespace JwtKit;

/// <summary>What holds for each of Kore.ai's tokens.</summary>
internal static class KoreAiRules
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
