namespace JwtKit;

/// <summary>The failures that need no facts of the token, made once.</summary>
internal static class Failures
{
    /// <summary>The text of a token whose <c>exp</c> has passed.</summary>
    public const string HasExpired = "The token has expired.";

    public static TokenFailure Malformed { get; } =
        new(TokenFailureCodes.Malformed, "The text is not a token: three base64url segments with dots between them for a signed one, five for an encrypted one, the first a strict JSON header.");

    public static TokenFailure TooLong { get; } = new(TokenFailureCodes.TooLong, "The text is longer than the policy allows; nothing of it was looked at.");

    public static TokenFailure UnsupportedHeader { get; } = new(TokenFailureCodes.UnsupportedHeader, "The header demands something that JwtKit refuses (crit, b64 or zip).");

    public static TokenFailure KeyIdTooLong { get; } = new(TokenFailureCodes.UnknownKey, "The key id is longer than any key's.");

    public static TokenFailure NoPolicy { get; } = new(TokenFailureCodes.NoPolicy, "No policy is known for such a token.");

    public static TokenFailure InvalidSignature { get; } = new(
        TokenFailureCodes.InvalidSignature,
        "The signature is not that of the key. For HMAC, check first whether both sides take the secret in the same encoding.");

    /// <param name="tried">How many keys were tried.</param>
    /// <param name="purpose">What none of them does, such as <c>verifies the signature</c>.</param>
    /// <param name="hasKeyId">Whether the token has a <c>kid</c>: then no key has an id.</param>
    public static TokenFailure TooManyKeys(int tried, string purpose, bool hasKeyId) => hasKeyId
        ? new(
            TokenFailureCodes.TooManyKeys,
            $"The token names its key, but none of the policy's keys has an id, more keys fit than may be tried, and none of the {tried} that were tried {purpose}. Give the keys ids, or raise MaximumKeysTried, which is {tried}.",
            $"keys with ids, or at most {tried} keys that fit")
        : new(
            TokenFailureCodes.TooManyKeys,
            $"The token does not name its key, more keys fit than may be tried, and none of the {tried} that were tried {purpose}. Give the keys ids and write the id into the token (kid), or raise MaximumKeysTried, which is {tried}.",
            $"kid, or at most {tried} keys that fit");

    public static TokenFailure InvalidClaims { get; } = new(
        TokenFailureCodes.InvalidClaims, "The claims are not one strict JSON object with iss, sub, jti as text and aud as text or an array of text.");

    public static TokenFailure InvalidTime { get; } = new(
        TokenFailureCodes.InvalidTime, "exp, nbf or iat is not a number of seconds between 1970 and 9999; milliseconds or text are usual mistakes.");

    public static TokenFailure ExpirationMissing { get; } = new(TokenFailureCodes.ExpirationMissing, "The token has no exp.");

    public static TokenFailure ClaimMissing { get; } = new(TokenFailureCodes.ClaimMissing, "A claim that the policy requires is missing.");

    public static TokenFailure NotEncrypted { get; } = new(TokenFailureCodes.NotEncrypted, "The token is signed only; the policy takes encrypted ones.");

    public static TokenFailure Encrypted { get; } = new(TokenFailureCodes.Encrypted, "The token is encrypted; the policy has no key to open it.");

    /// <summary>For every fault of an encrypted key, a vector, a ciphertext or a tag: whoever sent it learns that it failed and nothing else.</summary>
    public static TokenFailure DecryptionFailed { get; } = new(TokenFailureCodes.DecryptionFailed, "The token could not be decrypted.");

    private static TokenFailure KeysUnavailable { get; } = new(TokenFailureCodes.KeysUnavailable, "No keys could be fetched to check the signature with.");

    public static TokenFailure TokenIdMissing { get; } = new(TokenFailureCodes.TokenIdMissing, "The token has no jti, without which it cannot be used just once.");

    public static TokenFailure LifetimeTooLong { get; } = new(TokenFailureCodes.LifetimeTooLong, "The token lives longer than one-time tokens may.");

    public static TokenFailure Replayed { get; } = new(TokenFailureCodes.Replayed, "The token was used before.");

    public static TokenFailure IssuedBeforeStart { get; } = new(
        TokenFailureCodes.IssuedBeforeStart, "The token may have been used before the replay store was made, which then would not know.");

    public static TokenFailure ReplayStoreFull { get; } = new(
        TokenFailureCodes.ReplayStoreFull, "The replay store is full of tokens that are alive, and forgets none of them.");

    public static TokenFailure ReplayStoreUnavailable { get; } = new(
        TokenFailureCodes.ReplayStoreUnavailable, "The replay store did not say that the token is used for the first time.");

    /// <summary>For a token that was alive when it was checked.</summary>
    public static TokenFailure ExpiredMeanwhile { get; } = new(TokenFailureCodes.Expired, HasExpired);

    /// <param name="reason">Why there are no keys, if it is known.</param>
    public static TokenFailure WithoutKeys(string? reason) =>
        reason is null ? KeysUnavailable : new TokenFailure(KeysUnavailable.Code, $"{KeysUnavailable.Description} {reason}");

    public static TokenFailure StoreThrew(Exception exception) =>
        new(ReplayStoreUnavailable.Code, ReplayStoreUnavailable.Description) { Exception = exception };

    public static TokenFailure Of(ParseFailure fault) => fault switch
    {
        ParseFailure.TooLong => TooLong,
        ParseFailure.Extension => UnsupportedHeader,
        ParseFailure.KeyIdTooLong => KeyIdTooLong,
        _ => Malformed,
    };
}
