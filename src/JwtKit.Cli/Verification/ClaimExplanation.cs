using System.Text.Json;

namespace JwtKit.Cli;

/// <summary>The checks of the claims.</summary>
internal static class ClaimExplanation
{
    private static readonly TimeSpan KoreMaximum = TimeSpan.FromHours(1);

    /// <param name="payload">The claims.</param>
    /// <param name="verification">How they are verified.</param>
    /// <param name="checks">Receives the checks.</param>
    public static void Add(JsonDocument payload, Verification verification, List<Check> checks)
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

    private static void AddTimes(JsonDocument payload, Verification verification, List<Check> checks)
    {
        DateTimeOffset now = verification.Clock.GetUtcNow();
        NumericTime? expires = NumericTime.Of(payload, "exp");
        bool mayBeAbsent = verification.Policy.AllowUnlimitedLifetime;
        checks.Add(new Check(
            "exp",
            "after " + NumericTime.Text(now) + SkewWords(verification.ExpirySkew) + (mayBeAbsent ? ", or none" : ""),
            expires?.Describe(now),
            expires is null ? mayBeAbsent : expires.Time is { } end && now - end < verification.ExpirySkew,
            expires is null && !mayBeAbsent ? "Without exp a token can be got rid of only by changing the key; --allow-unlimited accepts it." : null));
        AddNotInFuture(payload, "nbf", now, verification.Skew, checks);
        AddNotInFuture(payload, "iat", now, verification.Skew, checks);

        NumericTime? issued = NumericTime.Of(payload, "iat");
        if (expires?.Time is { } last && issued?.Time is { } first)
        {
            bool isPositive = last > first;
            checks.Add(new Check("lifetime", null, isPositive ? TimeWords.Length(last - first) : "exp is not after iat", null));
        }
    }

    private static void AddNotInFuture(JsonDocument payload, string name, DateTimeOffset now, TimeSpan skew, List<Check> checks)
    {
        NumericTime? time = NumericTime.Of(payload, name);
        checks.Add(new Check(
            name,
            time is null ? null : "not after " + NumericTime.Text(now) + SkewWords(skew),
            time?.Describe(now),
            time is null ? null : time.Time is { } start && start - now <= skew));
    }

    private static void AddTokenId(JsonDocument payload, string name, bool isKore, Verification verification, List<Check> checks)
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
            checks.Add(new Check("exp with " + name, "at most 1 hour ahead", TimeWords.Distance(ahead), ahead <= KoreMaximum));
        }
    }

    private static string SkewWords(TimeSpan skew) => skew == TimeSpan.Zero ? "" : $", give or take {TimeWords.Length(skew)}";

    private static string? IsPresent(JsonDocument payload, string name) => payload.RootElement.TryGetProperty(name, out _) ? "present" : null;

    private static string? OtherKind(JsonDocument payload, string name) => payload.RootElement.TryGetProperty(name, out JsonElement value) ? $"{value.ValueKind}, where text is needed" : null;
}
