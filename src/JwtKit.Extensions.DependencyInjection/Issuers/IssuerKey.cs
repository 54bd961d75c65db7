namespace JwtKit;

/// <summary>An issuer's key, and whether it goes with the issuer.</summary>
internal sealed record IssuerKey(SigningKey Key, bool IsOwned) : IDisposable
{
    public void Dispose()
    {
        if (IsOwned)
        {
            Key.Dispose();
        }
    }
}
