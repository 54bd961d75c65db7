namespace JwtKit;

/// <summary>How long a token is valid from the moment it is signed. Written as <c>exp</c> in whole seconds (RFC 7519 section 4.1.4).</summary>
/// <remarks>Immutable and safe for concurrent use. A <c>default</c> one is no lifetime, and signing refuses it.</remarks>
public readonly struct TokenLifetime : IEquatable<TokenLifetime>
{
    private readonly TimeSpan? duration;
    private readonly DateTimeOffset? end;

    private TokenLifetime(TimeSpan? duration, DateTimeOffset? end, bool isUnlimited)
    {
        this.duration = duration;
        this.end = end;
        IsUnlimited = isUnlimited;
    }

    /// <summary>No <c>exp</c> at all: whoever finds the token in ten years may use it. Strict receivers, JwtKit's among them, refuse it.</summary>
    public static TokenLifetime Unlimited { get; } = new(null, null, isUnlimited: true);

    /// <summary>Whether the token has no end.</summary>
    public bool IsUnlimited { get; }

    internal bool IsSet => IsUnlimited || duration is not null || end is not null;

    /// <summary>A length of time.</summary>
    /// <param name="duration">At least one second; parts of a second are cut off.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than one second.</exception>
    public static implicit operator TokenLifetime(TimeSpan duration) => FromTimeSpan(duration);

    /// <summary>Equal lifetimes.</summary>
    public static bool operator ==(TokenLifetime left, TokenLifetime right) => left.Equals(right);

    /// <summary>Different lifetimes.</summary>
    public static bool operator !=(TokenLifetime left, TokenLifetime right) => !left.Equals(right);

    /// <summary>A length of time.</summary>
    /// <param name="duration">At least one second; parts of a second are cut off.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than one second.</exception>
    public static TokenLifetime FromTimeSpan(TimeSpan duration) => duration >= TimeSpan.FromSeconds(1)
        ? new TokenLifetime(duration, null, isUnlimited: false)
        : throw new ArgumentOutOfRangeException(
            nameof(duration), duration, "A lifetime of at least one second is needed; TokenLifetime.Unlimited makes a token without an end.");

    /// <summary>A fixed end, for instance that of the session behind the token.</summary>
    /// <param name="end">Later than the signature, to the second; parts of a second are cut off.</param>
    public static TokenLifetime Until(DateTimeOffset end) => new(null, end, isUnlimited: false);

    /// <inheritdoc />
    public bool Equals(TokenLifetime other) => duration == other.duration && end == other.end && IsUnlimited == other.IsUnlimited;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is TokenLifetime other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(duration, end, IsUnlimited);

    /// <summary>The duration, the end, or the word for neither.</summary>
    public override string ToString() =>
        IsUnlimited ? "unlimited"
        : duration?.ToString("c", System.Globalization.CultureInfo.InvariantCulture)
            ?? end?.ToString("O", System.Globalization.CultureInfo.InvariantCulture)
            ?? "not set";

    /// <summary>The <c>exp</c> of a token signed now; null if it has none.</summary>
    /// <exception cref="ArgumentException">No lifetime was given, or it ends outside of what a date can say, or not after now.</exception>
    internal long? ExpiresAt(long issuedAt)
    {
        if (!IsSet)
        {
            throw new ArgumentException("The descriptor has no lifetime. Set Lifetime, for instance to TimeSpan.FromMinutes(5).");
        }

        if (IsUnlimited)
        {
            return null;
        }

        long expires = end?.ToUnixTimeSeconds() ?? issuedAt + (duration!.Value.Ticks / TimeSpan.TicksPerSecond);
        return expires > issuedAt && expires <= NumericDate.Maximum
            ? expires
            : throw new ArgumentException($"The lifetime ({this}) must end after the moment of signing and before the year 10000.");
    }
}
