namespace JwtKit;

/// <summary>The times of one token, in seconds since 1970 (RFC 7519 section 2).</summary>
internal readonly record struct TokenTimes(long IssuedAt, long? NotBefore, long? Expires)
{
    public static TokenTimes Of(JwtDescriptor descriptor, TimeProvider timeProvider)
    {
        long issuedAt = timeProvider.GetUtcNow().ToUnixTimeSeconds();
        long? expires = descriptor.Lifetime.ExpiresAt(issuedAt);
        long? notBefore = descriptor.NotBefore?.ToUnixTimeSeconds();
        if (notBefore < 0 || notBefore >= expires)
        {
            throw new ArgumentException("NotBefore must lie after 1970 and before the end of the lifetime; the token would never be valid.");
        }

        return new TokenTimes(issuedAt, notBefore, expires);
    }

    /// <summary>The time from signing to expiry; null if the token has no end.</summary>
    public TimeSpan? Lifetime => Expires is { } expires ? TimeSpan.FromSeconds(expires - IssuedAt) : null;
}
