namespace JwtKit;

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
