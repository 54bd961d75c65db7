namespace JwtKit;

/// <summary>The stable codes of <see cref="TokenFailure.Code"/>. They are part of the public contract: none is ever renamed or given another meaning.</summary>
public static class TokenFailureCodes
{
    /// <summary>Not three base64url segments of strict JSON (RFC 7515 section 7.1), or empty.</summary>
    public const string Malformed = "malformed";

    /// <summary>Longer than the policy's <see cref="ValidationPolicy.MaximumLength"/>; nothing was decoded.</summary>
    public const string TooLong = "too_long";

    /// <summary>The header demands an extension (<c>crit</c>, <c>b64</c>), and JwtKit understands none; or, encrypted, compression (<c>zip</c>), which lets a few bytes become gigabytes.</summary>
    public const string UnsupportedHeader = "unsupported_header";

    /// <summary>The header's <c>alg</c> is that of none of the policy's keys, or not that of the key that the token names, or its <c>enc</c> is no supported cipher or none that the policy takes.</summary>
    public const string AlgorithmMismatch = "algorithm_mismatch";

    /// <summary>The header's <c>kid</c> names none of the policy's keys.</summary>
    public const string UnknownKey = "unknown_key";

    /// <summary>The policy source knows no policy for this token.</summary>
    public const string NoPolicy = "no_policy";

    /// <summary>The signature is not that of the key.</summary>
    public const string InvalidSignature = "invalid_signature";

    /// <summary>
    /// The token does not name its key, or none of the policy's keys has an id, more keys fit than <see cref="ValidationPolicy.MaximumKeysTried"/>, and none of those that were tried is the right one. One of the
    /// others may be.
    /// </summary>
    public const string TooManyKeys = "too_many_keys";

    /// <summary>The header's <c>typ</c> or <c>cty</c> is not what the policy expects.</summary>
    public const string TypeMismatch = "type_mismatch";

    /// <summary>The claims are not one strict JSON object, or a registered claim has the wrong JSON type.</summary>
    public const string InvalidClaims = "invalid_claims";

    /// <summary><c>exp</c>, <c>nbf</c> or <c>iat</c> is not a number of seconds between 1970 and 9999. Milliseconds are not.</summary>
    public const string InvalidTime = "invalid_time";

    /// <summary>There is no <c>exp</c>.</summary>
    public const string ExpirationMissing = "expiration_missing";

    /// <summary><c>exp</c> plus the clock skew is over.</summary>
    public const string Expired = "expired";

    /// <summary><c>nbf</c> less the clock skew is still to come.</summary>
    public const string NotYetValid = "not_yet_valid";

    /// <summary><c>iat</c> less the clock skew is still to come.</summary>
    public const string IssuedInFuture = "issued_in_future";

    /// <summary><c>iss</c> is missing or is not the expected one; or a claim that a platform has in its place, as Kore.ai's <c>appId</c>, names another.</summary>
    public const string IssuerMismatch = "issuer_mismatch";

    /// <summary><c>aud</c> is missing or holds none of the expected ones.</summary>
    public const string AudienceMismatch = "audience_mismatch";

    /// <summary>A claim that the policy requires is missing.</summary>
    public const string ClaimMissing = "claim_missing";

    /// <summary>The token is signed only, and the policy has decryption keys: it takes encrypted tokens and no others.</summary>
    public const string NotEncrypted = "not_encrypted";

    /// <summary>The token is encrypted, and the policy has no decryption key, or not the one that it is encrypted for.</summary>
    public const string Encrypted = "encrypted";

    /// <summary>The policy's keys are fetched, and none could be fetched yet.</summary>
    public const string KeysUnavailable = "keys_unavailable";

    /// <summary>There is no <c>jti</c>, and the policy accepts each token once.</summary>
    public const string TokenIdMissing = "token_id_missing";

    /// <summary>The token lives longer than one-time tokens may, by <see cref="TokenUse.OneTime"/>.</summary>
    public const string LifetimeTooLong = "lifetime_too_long";

    /// <summary>The token was used before.</summary>
    public const string Replayed = "replayed";

    /// <summary>The token was issued before the replay store began to remember, so that it may have been used before.</summary>
    public const string IssuedBeforeStart = "issued_before_start";

    /// <summary>The replay store holds as many tokens that are alive as it may.</summary>
    public const string ReplayStoreFull = "replay_store_full";

    /// <summary>The replay store could not be reached, or does not know whether it recorded the token, which therefore counts as used.</summary>
    public const string ReplayStoreUnavailable = "replay_store_unavailable";

    /// <summary>The token could not be decrypted. Nothing says why (RFC 7516 section 11.5).</summary>
    public const string DecryptionFailed = "decryption_failed";
}
