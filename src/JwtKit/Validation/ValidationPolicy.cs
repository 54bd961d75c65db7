namespace JwtKit;

/// <summary>What a token must be to be accepted. What has no safe default is required, so that nothing is left unchecked by omission.</summary>
/// <remarks>Fixed once made; safe for concurrent use. A wrong policy throws when its validator is made, or at its first use through a policy source.</remarks>
public sealed class ValidationPolicy
{
    private PreparedPolicy? prepared;

    /// <summary>The keys whose signatures count. Each brings its algorithm; a token's <c>alg</c> only ever has to agree (RFC 8725 section 3.1).</summary>
    public required VerificationKeys Keys { get; init; }

    /// <summary>
    /// The keys that tokens are encrypted for. A policy that has any takes encrypted tokens only, with a signed token inside, whose signature counts as ever
    /// (RFC 7519 section 5.2); a policy without takes signed tokens only. What arrives never decides which.
    /// </summary>
    /// <value>None by default.</value>
    public IReadOnlyList<DecryptionKey> DecryptionKeys { get; init; } = [];

    /// <summary>The ciphers (<c>enc</c>) that encrypted tokens may use; a token with another one is refused as <see cref="TokenFailureCodes.AlgorithmMismatch"/>.</summary>
    /// <value>All that JwtKit has by default.</value>
    public IReadOnlyList<ContentEncryption> ContentEncryptions { get; init; } = ContentEncryption.All;

    /// <summary>The expected <c>iss</c>; a string, <see cref="Expected.AnyOf"/> or <see cref="Expected.NotChecked"/>.</summary>
    public required Expected Issuer { get; init; }

    /// <summary>The expected <c>aud</c>, among others the token may name; a string, <see cref="Expected.AnyOf"/> or <see cref="Expected.NotChecked"/>.</summary>
    public required Expected Audience { get; init; }

    /// <summary>How often a token may be used.</summary>
    public required TokenUse Use { get; init; }

    /// <summary>How far the clocks of issuer and receiver may differ, at most 5 minutes. Refused is a token when now ≥ exp + skew, now + skew &lt; nbf or now + skew &lt; iat.</summary>
    /// <value>30 seconds by default.</value>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The expected <c>typ</c>, compared as a media type: case does not count, nor does a leading <c>application/</c> (RFC 7515 section 4.1.9).</summary>
    /// <remarks>Of an encrypted token this is the inner <c>typ</c>. The outer one may be absent, <c>JWT</c>, or the same (RFC 8725 section 3.11).</remarks>
    /// <value>Null by default: <c>typ</c> is absent or <c>JWT</c>. A token of any other kind, such as <c>at+jwt</c>, must be asked for.</value>
    public string? Type { get; init; }

    /// <summary>Whether <c>sub</c> must be there.</summary>
    /// <value>False by default.</value>
    public bool RequireSubject { get; init; }

    /// <summary>Further claims that must be there and not be <c>null</c>; names compare ordinally.</summary>
    /// <value>None by default.</value>
    public IReadOnlyList<string> RequiredClaims { get; init; } = [];

    /// <summary>Whether a token without <c>exp</c> is accepted: it can never be got rid of but by changing the key.</summary>
    /// <value>False by default.</value>
    public bool AllowUnlimitedLifetime { get; init; }

    /// <summary>The longest signed token that is looked at, in characters; also inside an encrypted one.</summary>
    /// <value>16384 by default.</value>
    public int MaximumLength { get; init; } = Jws.DefaultMaximumLength;

    /// <summary>The longest encrypted token that is looked at, in characters.</summary>
    /// <value>65536 by default.</value>
    public int MaximumEncryptedLength { get; init; } = Jwe.DefaultMaximumLength;

    /// <summary>
    /// How many keys are tried for a token that does not name its key (<c>kid</c>), or whose <c>kid</c> says nothing because no key of the policy has an id. It bounds what
    /// one token from anybody can cost: each try is one check of a signature (tens of microseconds for RSA with 2048 bits, under one for HMAC) or one decryption (about a
    /// millisecond for RSA with 2048 bits). Keys of another algorithm cost nothing and do not count; a token that names its key has one try. It holds for
    /// <see cref="Keys"/>, also for fetched ones, and for <see cref="DecryptionKeys"/>, each by itself.
    /// </summary>
    /// <remarks>Where more keys fit, those that come first are tried, and the failure is <see cref="TokenFailureCodes.TooManyKeys"/>. Give keys ids, so that none needs to be tried.</remarks>
    /// <value>16 by default; 1 to 1000.</value>
    public int MaximumKeysTried { get; init; } = KeyTries.Default;

    /// <summary>A platform's own reading of the claims.</summary>
    internal ValidationRules Rules { get; init; } = ValidationRules.None;

    /// <summary>The checked form, made at the first use and kept, since nothing of the policy can change.</summary>
    /// <exception cref="ArgumentException">What is wrong with the policy and what is needed.</exception>
    internal PreparedPolicy Prepare() => prepared ??= new PreparedPolicy(this);
}
