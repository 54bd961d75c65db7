namespace JwtKit;

/// <summary>A key that an issuer signs with, or has signed with until a little while ago.</summary>
/// <param name="Issuer">The issuer's name.</param>
/// <param name="Key">The public key.</param>
/// <param name="Json">The key written out, by which two are compared.</param>
/// <param name="Lifetime">How long a token under the key lives.</param>
/// <param name="Until">For a former key: when the last token under it has expired.</param>
internal sealed record PublishedKey(string Issuer, Jwk Key, string Json, TimeSpan Lifetime, DateTimeOffset Until)
{
    public static PublishedKey Of(string issuer, Jwk key, TimeSpan lifetime) => new(issuer, key, key.ToJson(), lifetime, DateTimeOffset.MaxValue);

    /// <summary>Issuer and key: of two that are equal it is the same key of the same issuer.</summary>
    public string Identity { get; } = $"{Issuer.ToUpperInvariant()}\n{Json}";
}
