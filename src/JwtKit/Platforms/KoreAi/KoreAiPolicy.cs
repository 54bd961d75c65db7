namespace JwtKit;

/// <summary>The policies by which Kore.ai checks the tokens of an app.</summary>
internal static class KoreAiPolicy
{
    /// <exception cref="ArgumentException">The app makes no sense; the message says why.</exception>
    public static ValidationPolicy For(KoreAiApp app, KoreAiTokenKind kind)
    {
        Check(app);
        bool isUser = kind switch
        {
            KoreAiTokenKind.User => true,
            KoreAiTokenKind.Api => false,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "User or Api is needed."),
        };
        return new ValidationPolicy
        {
            Keys = app.Keys,
            DecryptionKeys = app.EnforceEncryption ? app.DecryptionKeys : [],
            MaximumKeysTried = app.MaximumKeysTried,
            ContentEncryptions = KoreAi.ContentEncryptions,
            Issuer = isUser ? app.ClientId : Expected.NotChecked,
            Audience = isUser ? KoreAi.Audience : Expected.NotChecked,
            AllowUnlimitedLifetime = !isUser && app.AllowUnlimitedApiTokens,
            Rules = isUser ? KoreAiUserValidationRules.Instance : new KoreAiApiValidationRules(app.ClientId),
            Use = TokenUse.Of(new OneTimeRule
            {
                Store = app.ReplayStore,
                Scope = app.ClientId,
                MaximumLifetime = KoreAi.MaximumLifetimeWithTokenId,
                RequiresTokenId = app.EnforceTokenId,
                CountsFromNow = true,
            }),
        };
    }

    private static void Check(KoreAiApp app)
    {
        WellFormedText.RequireNonEmpty(app.ClientId, nameof(app.ClientId));
        ArgumentNullException.ThrowIfNull(app.Keys, nameof(app.Keys));
        ArgumentNullException.ThrowIfNull(app.ReplayStore, nameof(app.ReplayStore));
        ArgumentNullException.ThrowIfNull(app.DecryptionKeys, nameof(app.DecryptionKeys));

        if (app.Keys.Algorithms.FirstOrDefault(static algorithm => !KoreAi.SignatureAlgorithms.Contains(algorithm)) is { } other)
        {
            throw new ArgumentException($"Kore.ai accepts {string.Join(", ", KoreAi.SignatureAlgorithms)}; a key of the app verifies {other}.", nameof(app));
        }

        if (app.DecryptionKeys.FirstOrDefault(static key => key is not null && !KoreAi.KeyManagements.Contains(key.KeyManagement)) is { } wrong)
        {
            throw new ArgumentException($"Kore.ai accepts {string.Join(" and ", KoreAi.KeyManagements)}; a decryption key of the app is for {wrong.KeyManagement}.", nameof(app));
        }

        if (app.EnforceEncryption && app.DecryptionKeys.Count == 0)
        {
            throw new ArgumentException("The app enforces encryption and has no DecryptionKeys; at least one is needed to open its tokens.", nameof(app));
        }

        if (app.EnforceTokenId && app.AllowUnlimitedApiTokens)
        {
            throw new ArgumentException(
                "The app enforces a jti and allows unlimited API tokens; a token with a jti needs an exp, so nothing would be allowed. Leave AllowUnlimitedApiTokens out.", nameof(app));
        }
    }
}
