namespace JwtKit;

/// <summary>Key rings of signing keys.</summary>
public static class KeyRingExtensions
{
    /// <summary>
    /// The keys that verify what the keys of the ring sign, current first, for a validation policy or for publishing. They belong to the
    /// signing keys.
    /// </summary>
    /// <param name="ring">The ring.</param>
    public static VerificationKeys GetVerificationKeys(this KeyRing<SigningKey> ring)
    {
        ArgumentNullException.ThrowIfNull(ring);
        return VerificationKeys.From(ring.All.Select(static key => key.VerificationKey));
    }
}
