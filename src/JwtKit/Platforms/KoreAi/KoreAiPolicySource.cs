using System.Collections.Concurrent;

namespace JwtKit;

/// <summary>
/// Finds the policy for a token among the registered apps, as Kore.ai's platform does: the app of an SDK user's token is in <c>kore_iss</c>, or else in
/// <c>iss</c>, that of an API token in <c>appId</c>. An app that enforces encryption may send encrypted tokens only; any other with
/// <see cref="KoreAiApp.DecryptionKeys"/> may send both.
/// </summary>
/// <remarks>
/// The registry is asked at each token, so that an app which was removed is refused from then on (<see cref="TokenFailureCodes.NoPolicy"/>), as is one whose
/// <see cref="KoreAiAppRegistration.App"/> is null. The policies of an app are made once, and again when the app differs. Encrypted tokens need a validator that has the
/// platform's keys: <see cref="JwtValidator(IPolicySource, IReadOnlyList{DecryptionKey}, TimeProvider?)"/>; the same keys are the apps'
/// <see cref="KoreAiApp.DecryptionKeys"/>. Safe for concurrent use.
/// </remarks>
public sealed class KoreAiPolicySource : IPolicySource
{
    /// <summary>The registry may have known more apps than it has now. Those that are asked for come back by themselves.</summary>
    private const int MaximumKept = 4096;

    private readonly IKoreAiAppRegistry registry;
    private readonly KoreAiTokenKind kind;
    private readonly ConcurrentDictionary<string, KoreAiAppPolicies> kept = new(StringComparer.Ordinal);

    /// <summary>A source for one kind of token.</summary>
    /// <param name="registry">Knows the apps.</param>
    /// <param name="kind">Whose tokens come through this door.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public KoreAiPolicySource(IKoreAiAppRegistry registry, KoreAiTokenKind kind)
    {
        ArgumentNullException.ThrowIfNull(registry);
        if (kind is not (KoreAiTokenKind.User or KoreAiTokenKind.Api))
        {
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "User or Api is needed.");
        }

        this.registry = registry;
        this.kind = kind;
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The registered app makes no sense, as <see cref="KoreAi.ValidationPolicy"/> says.</exception>
    /// <exception cref="InvalidOperationException">The app is registered under another Client ID than its own.</exception>
    public async ValueTask<ValidationPolicy?> FindAsync(TokenHint hint, CancellationToken cancellationToken)
    {
        string? clientId = ClientIdOf(hint);
        if (string.IsNullOrEmpty(clientId))
        {
            return null;
        }

        if (await registry.FindAsync(clientId, cancellationToken).ConfigureAwait(false) is not { App: { } app } registration)
        {
            kept.TryRemove(clientId, out _);
            return null;
        }

        return app.ClientId == registration.ClientId
            ? PoliciesOf(app).For(hint.IsEncrypted)
            : throw new InvalidOperationException("An app is registered under another Client ID than its own; KoreAiAppRegistration.ClientId and KoreAiApp.ClientId must be the same.");
    }

    /// <summary>An SDK user's token names the app as its issuer, under Kore.ai's own name first; the app's own token as <c>appId</c>.</summary>
    private string? ClientIdOf(TokenHint hint) => kind == KoreAiTokenKind.User
        ? hint.TryGet("kore_iss", out string? issuer) ? issuer : hint.Issuer
        : hint.TryGet("appId", out string? app) ? app : null;

    private KoreAiAppPolicies PoliciesOf(KoreAiApp app)
    {
        if (kept.TryGetValue(app.ClientId, out KoreAiAppPolicies? policies) && policies.App == app)
        {
            return policies;
        }

        if (kept.Count >= MaximumKept)
        {
            kept.Clear();
        }

        return kept[app.ClientId] = new KoreAiAppPolicies(app, kind);
    }
}

/// <summary>The policies for one kind of token of one registered app.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
internal sealed class KoreAiAppPolicies
{
    private readonly ValidationPolicy? signed;
    private readonly ValidationPolicy? encrypted;

    /// <exception cref="ArgumentException">The app makes no sense; the message says why.</exception>
    public KoreAiAppPolicies(KoreAiApp app, KoreAiTokenKind kind)
    {
        App = app;
        signed = app.EnforceEncryption ? null : KoreAiPolicy.For(app, kind);
        encrypted = app.EnforceEncryption || app.DecryptionKeys.Count > 0 ? KoreAiPolicy.For(app with { EnforceEncryption = true }, kind) : null;
    }

    public KoreAiApp App { get; }

    /// <summary>The policy for the form in which a token arrived. Where the app may not use that form, the policy of the other one, which refuses it for what it is.</summary>
    public ValidationPolicy For(bool isEncrypted) => (isEncrypted ? encrypted ?? signed : signed ?? encrypted)!;
}
