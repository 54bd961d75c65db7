namespace JwtKit;

/// <summary>What Kore.ai knows of a registered app, for whoever receives its tokens: <see cref="KoreAi.ValidationPolicy"/> makes a policy of it.</summary>
/// <remarks>Immutable; as safe for concurrent use as its keys and its store. Prints nothing of them.</remarks>
public sealed record KoreAiApp
{
    /// <summary>The app's Client ID (<c>cs-…</c>).</summary>
    public required string ClientId { get; init; }

    /// <summary>The keys that the app signs with: HS256, HS512, RS256, RS512.</summary>
    public required VerificationKeys Keys { get; init; }

    /// <summary>Remembers the token ids of the app. All machines that accept its tokens share it.</summary>
    public required IReplayStore ReplayStore { get; init; }

    /// <summary>The private keys that the app encrypts its tokens for, by RSA-OAEP or RSA1_5. They count where <see cref="EnforceEncryption"/> is set.</summary>
    /// <value>None by default.</value>
    public IReadOnlyList<DecryptionKey> DecryptionKeys { get; init; } = [];

    /// <summary>How many keys are tried for a token that does not name its key (<see cref="ValidationPolicy.MaximumKeysTried"/>).</summary>
    /// <value>16 by default; 1 to 1000.</value>
    public int MaximumKeysTried { get; init; } = KeyTries.Default;

    /// <summary>"Enforce JTI": a token without <c>jti</c> is refused. Otherwise such a token can be used again, while one that has a <c>jti</c> is accepted once.</summary>
    /// <value>False by default.</value>
    public bool EnforceTokenId { get; init; }

    /// <summary>"Enforce JWE": the policy takes encrypted tokens only. Otherwise it takes signed tokens only: what arrives never decides which.</summary>
    /// <value>False by default.</value>
    public bool EnforceEncryption { get; init; }

    /// <summary>
    /// Accepts API tokens without <c>exp</c>, like the sample in Kore.ai's guide, until the key is changed. A token with a <c>jti</c> needs an <c>exp</c> all
    /// the same. User tokens always need one.
    /// </summary>
    /// <value>False by default.</value>
    public bool AllowUnlimitedApiTokens { get; init; }

    /// <summary>What is enforced; neither the Client ID nor anything of a key.</summary>
    public override string ToString() => $"KoreAiApp (jti {Word(EnforceTokenId)}, encryption {Word(EnforceEncryption)})";

    private static string Word(bool isEnforced) => isEnforced ? "enforced" : "not enforced";
}
