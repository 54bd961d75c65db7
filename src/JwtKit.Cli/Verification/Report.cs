using System.Text;
using System.Text.Json;

namespace JwtKit.Cli;

/// <summary>Each check of a token, also those behind the first that fails: the library stops there, a person wants to know the rest.</summary>
/// <remarks>The verdict is the library's alone; what stands here explains it.</remarks>
internal static class Report
{
    /// <summary>All checks in the order in which they are made.</summary>
    /// <param name="token">As it was read.</param>
    /// <param name="verification">How it is verified.</param>
    /// <param name="failure">The verdict; null where it is accepted.</param>
    public static List<Check> Of(string token, VerificationRequest verification, TokenFailure? failure)
    {
        List<Check> checks = [];
        string? signed = Open(token, verification, checks);
        if (signed is null)
        {
            return checks;
        }

        if (UnverifiedToken.Read(signed) is not { IsEncrypted: false } shown)
        {
            checks.Add(new Check("form", "three base64url parts, the first a strict JSON header", "something else", false));
            return checks;
        }

        checks.Add(new Check("form", "signed", "signed, 3 parts", true));
        HeaderReport.Add(shown, signed, verification, failure, checks);
        if (shown.Payload is { } payload)
        {
            ClaimReport.Add(payload, verification, checks);
        }
        else
        {
            checks.Add(new Check("payload", "one strict JSON object", "something else", false));
        }

        return checks;
    }

    /// <summary>The signed token: the token itself, or what is inside of it; null where that cannot be seen.</summary>
    private static string? Open(string token, VerificationRequest verification, List<Check> checks)
    {
        UnverifiedToken? outside = UnverifiedToken.Read(token);
        if (outside is not { IsEncrypted: true })
        {
            if (verification.DecryptionKey is not null)
            {
                checks.Add(new Check("decryption", "encrypted, because a decryption key was given", outside is null ? "no token" : "signed only", false));
            }

            return token;
        }

        string found = $"{UnverifiedToken.TextOf(outside.Header, "alg")}, {UnverifiedToken.TextOf(outside.Header, "enc")}{KeyIdOf(outside.Header)}";
        if (verification.DecryptionKey is not { } key)
        {
            checks.Add(new Check("decryption", "signed only", found, false, "The token is encrypted; --decryption-key FILE opens it."));
            return null;
        }

        bool isOpen = Jwe.TryDecrypt(token, key, out byte[]? inside);
        checks.Add(new Check("decryption", key.KeyManagement.Name + (key.KeyId is null ? "" : ", kid " + key.KeyId), found, isOpen, isOpen ? null : DecryptionNote(outside.Header, key)));
        return inside is null ? null : Encoding.UTF8.GetString(inside);
    }

    private static string KeyIdOf(JsonDocument header) => UnverifiedToken.TextOf(header, "kid") is { } keyId ? ", kid " + keyId : "";

    private static string DecryptionNote(JsonDocument header, DecryptionKey key) =>
        UnverifiedToken.TextOf(header, "alg") is { } algorithm && algorithm != key.KeyManagement.Name ? $"The content key is wrapped with {algorithm}; --key-management says which one the key is for."
        : key.KeyId is not null && UnverifiedToken.TextOf(header, "kid") is { } keyId && keyId != key.KeyId ? "The token is encrypted for the key of another id."
        : "The token is encrypted for another key, or was changed.";
}

/// <summary>The checks of the header and the signature.</summary>
internal static class HeaderReport
{
    private static readonly string[] RefusedParameters = ["crit", "b64"];

    /// <summary>With these, the library looks at no signature, however right it may be.</summary>
    private static readonly string[] FaultsOfForm = [TokenFailureCodes.TooLong, TokenFailureCodes.Malformed, TokenFailureCodes.UnsupportedHeader];

    /// <param name="shown">The signed token, taken apart.</param>
    /// <param name="token">The signed token.</param>
    /// <param name="verification">How it is verified.</param>
    /// <param name="failure">The verdict.</param>
    /// <param name="checks">Receives the checks.</param>
    public static void Add(UnverifiedToken shown, string token, VerificationRequest verification, TokenFailure? failure, List<Check> checks)
    {
        string? algorithm = UnverifiedToken.TextOf(shown.Header, "alg");
        string expectedAlgorithm = string.Join(" or ", verification.Keys.Select(static key => key.Algorithm.Name).Distinct());
        bool fits = verification.Keys.Any(key => key.Algorithm.Name == algorithm);
        checks.Add(new Check("alg", expectedAlgorithm, algorithm, fits, fits ? null : "Whoever verifies says which algorithm, never the token: --alg."));

        string? keyId = UnverifiedToken.TextOf(shown.Header, "kid");
        string[] expectedIds = [.. verification.Keys.Select(static key => key.KeyId).OfType<string>()];
        bool isNamed = expectedIds.Length == 0 || keyId is null || expectedIds.Contains(keyId, StringComparer.Ordinal);
        checks.Add(new Check("kid", expectedIds.Length == 0 ? null : string.Join(" or ", expectedIds), keyId, expectedIds.Length == 0 ? null : isNamed));

        string? type = UnverifiedToken.TextOf(shown.Header, "typ");
        string expectedType = verification.Policy.Type ?? "JWT";
        bool isOfType = type is null ? verification.Policy.Type is null : IsSameType(type, expectedType);
        checks.Add(new Check("typ", verification.Policy.Type is null ? "JWT or none" : expectedType, type, isOfType));
        foreach (string name in RefusedParameters)
        {
            if (shown.Header.RootElement.TryGetProperty(name, out _))
            {
                checks.Add(new Check(name, "none", "present", false));
            }
        }

        string? obstacle = !(fits && isNamed) ? "alg or kid" : FaultsOfForm.Contains(failure?.Code, StringComparer.Ordinal) ? "the token's form" : null;
        AddSignature(token, verification, obstacle, checks);
    }

    private static void AddSignature(string token, VerificationRequest verification, string? obstacle, List<Check> checks)
    {
        string expected = verification.SecretEncoding is { } encoding ? $"that of the secret, taken as {encoding}" : "that of the key";
        if (obstacle is not null)
        {
            checks.Add(new Check("signature", expected, $"not looked at, because of {obstacle}", null));
            return;
        }

        bool isSigned = verification.Keys.Any(key => Jws.TryVerify(token, key, out _));
        checks.Add(new Check("signature", expected, isSigned ? "the same" : "another one", isSigned, isSigned ? null : OtherEncodings.Note(token, verification)));
    }

    /// <summary>As media types (RFC 7515 section 4.1.9): case does not count, nor does a leading <c>application/</c>.</summary>
    private static bool IsSameType(string found, string expected) => string.Equals(Bare(found), Bare(expected), StringComparison.OrdinalIgnoreCase);

    private static string Bare(string type) => type.StartsWith("application/", StringComparison.OrdinalIgnoreCase) ? type["application/".Length..] : type;
}

/// <summary>The checks of the claims.</summary>
internal static class ClaimReport
{
    private static readonly TimeSpan KoreMaximum = TimeSpan.FromHours(1);

    /// <param name="payload">The claims.</param>
    /// <param name="verification">How they are verified.</param>
    /// <param name="checks">Receives the checks.</param>
    public static void Add(JsonDocument payload, VerificationRequest verification, List<Check> checks)
    {
        bool isUser = verification.Platform == PlatformRules.KoreUser;
        bool isKore = isUser || verification.Platform == PlatformRules.KoreApi;
        AddText(payload, isUser ? EffectiveName(payload, "kore_iss", "iss") : "iss", verification.Policy.Issuer, checks);
        if (verification.Platform == PlatformRules.KoreApi)
        {
            AddText(payload, "appId", verification.ClientId!, checks);
        }

        AddAudience(payload, verification.Policy.Audience, checks);
        AddSubject(payload, isUser ? EffectiveName(payload, "kore_sub", "sub") : "sub", isKore, checks);
        if (verification.Platform == PlatformRules.Ccai)
        {
            checks.Add(new Check("identifier", "present", IsPresent(payload, "identifier"), payload.RootElement.TryGetProperty("identifier", out _)));
        }

        AddTimes(payload, verification, checks);
        AddTokenId(payload, isKore ? EffectiveName(payload, "kore_jti", "jti") : "jti", isKore, verification, checks);
    }

    /// <summary>The platform's own name counts where both are present.</summary>
    private static string EffectiveName(JsonDocument payload, string alias, string name) => payload.RootElement.TryGetProperty(alias, out _) ? alias : name;

    private static void AddText(JsonDocument payload, string name, Expected expected, List<Check> checks)
    {
        string? found = UnverifiedToken.TextOf(payload, name) ?? OtherKind(payload, name);
        checks.Add(new Check(name, expected.IsChecked ? expected.ToString() : null, found, expected.IsChecked ? expected.Values.Contains(UnverifiedToken.TextOf(payload, name), StringComparer.Ordinal) : null, MisspellingOf(payload, name)));
    }

    private static string? MisspellingOf(JsonDocument payload, string name) => payload.RootElement.TryGetProperty(name, out _) ? null
        : payload.RootElement.EnumerateObject().Select(static member => member.Name).FirstOrDefault(other => other.Replace(" ", "", StringComparison.Ordinal).Equals(name, StringComparison.OrdinalIgnoreCase)) is { } misspelt
            ? $"The token has '{misspelt}', which is another name: it must be spelled exactly {name}."
            : null;

    private static void AddAudience(JsonDocument payload, Expected expected, List<Check> checks)
    {
        string[] found = !payload.RootElement.TryGetProperty("aud", out JsonElement value) ? []
            : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(static one => one.ValueKind == JsonValueKind.String ? one.GetString()! : one.ValueKind.ToString())]
            : [UnverifiedToken.TextOf(payload, "aud") ?? value.ValueKind.ToString()];
        bool? passed = expected.IsChecked ? found.Intersect(expected.Values, StringComparer.Ordinal).Any() : null;
        checks.Add(new Check("aud", expected.IsChecked ? expected.ToString() : null, found.Length == 0 ? null : string.Join(", ", found), passed));
    }

    private static void AddSubject(JsonDocument payload, string name, bool isRequired, List<Check> checks)
    {
        string? found = UnverifiedToken.TextOf(payload, name);
        checks.Add(new Check(name, isRequired ? "present" : null, found ?? OtherKind(payload, name), isRequired ? found is { Length: > 0 } : null));
    }

    private static void AddTimes(JsonDocument payload, VerificationRequest verification, List<Check> checks)
    {
        DateTimeOffset now = verification.Clock.GetUtcNow();
        NumericTime? expires = NumericTime.Of(payload, "exp");
        bool mayBeAbsent = verification.Policy.AllowUnlimitedLifetime;
        checks.Add(new Check(
            "exp",
            "after " + NumericTime.Text(now) + SkewText(verification.ExpirySkew) + (mayBeAbsent ? ", or none" : ""),
            expires?.Describe(now),
            expires is null ? mayBeAbsent : expires.Time is { } end && now - end < verification.ExpirySkew,
            expires is null && !mayBeAbsent ? "Without exp a token can be got rid of only by changing the key; --allow-unlimited accepts it." : null));
        AddNotInFuture(payload, "nbf", now, verification.Skew, checks);
        AddNotInFuture(payload, "iat", now, verification.Skew, checks);

        NumericTime? issued = NumericTime.Of(payload, "iat");
        if (expires?.Time is { } last && issued?.Time is { } first)
        {
            bool isPositive = last > first;
            checks.Add(new Check("lifetime", null, isPositive ? TimeText.Length(last - first) : "exp is not after iat", null));
        }
    }

    private static void AddNotInFuture(JsonDocument payload, string name, DateTimeOffset now, TimeSpan skew, List<Check> checks)
    {
        NumericTime? time = NumericTime.Of(payload, name);
        checks.Add(new Check(
            name,
            time is null ? null : "not after " + NumericTime.Text(now) + SkewText(skew),
            time?.Describe(now),
            time is null ? null : time.Time is { } start && start - now <= skew));
    }

    private static void AddTokenId(JsonDocument payload, string name, bool isKore, VerificationRequest verification, List<Check> checks)
    {
        bool isPresent = payload.RootElement.TryGetProperty(name, out _);
        checks.Add(new Check(
            name,
            verification.RequiresTokenId ? "present" : null,
            IsPresent(payload, name),
            verification.RequiresTokenId ? isPresent : null,
            isPresent ? "Whether it was used before, only its receiver knows." : null));
        if (isKore && isPresent && NumericTime.Of(payload, "exp")?.Time is { } expires)
        {
            TimeSpan ahead = expires - verification.Clock.GetUtcNow();
            checks.Add(new Check("exp with " + name, "at most 1 hour ahead", TimeText.Distance(ahead), ahead <= KoreMaximum));
        }
    }

    private static string SkewText(TimeSpan skew) => skew == TimeSpan.Zero ? "" : $", give or take {TimeText.Length(skew)}";

    private static string? IsPresent(JsonDocument payload, string name) => payload.RootElement.TryGetProperty(name, out _) ? "present" : null;

    private static string? OtherKind(JsonDocument payload, string name) => payload.RootElement.TryGetProperty(name, out JsonElement value) ? $"{value.ValueKind}, where text is needed" : null;
}
