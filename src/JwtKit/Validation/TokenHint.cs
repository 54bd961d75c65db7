namespace JwtKit;

/// <summary>
/// What a token claims about itself before anything was verified: enough to look a policy up, nothing to act on. Each text is the sender's, at most 256
/// characters, and absent where the token has no such text.
/// </summary>
/// <remarks>Use it as a look-up key, compared ordinally; never in a path, a query text or a log line.</remarks>
public readonly record struct TokenHint
{
    /// <summary>Whether the token arrived encrypted. A policy for encrypted tokens has decryption keys, one for signed tokens has none.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>The header's <c>kid</c>; that of the signed token inside, where the validator could open it, else that of the outside.</summary>
    public string? KeyId { get; init; }

    /// <summary>The header's <c>alg</c>.</summary>
    public string? Algorithm { get; init; }

    /// <summary><c>iss</c>.</summary>
    public string? Issuer { get; init; }

    /// <summary>Kore.ai's <c>kore_iss</c>, which counts before <c>iss</c> there.</summary>
    public string? KoreIssuer { get; init; }

    /// <summary>Kore.ai's <c>appId</c>.</summary>
    public string? AppId { get; init; }

    /// <summary>Which of them are there, never what they say.</summary>
    public override string ToString() =>
        $"TokenHint (kid {Mark(KeyId)}, alg {Mark(Algorithm)}, iss {Mark(Issuer)}, kore_iss {Mark(KoreIssuer)}, appId {Mark(AppId)})";

    private static string Mark(string? text) => text is null ? "absent" : "present";
}
