namespace JwtKit;

/// <summary>An issuer's key, whether it goes with the issuer, and how its tokens are encrypted, if they are.</summary>
internal sealed record IssuerMaterial(SigningKey Key, bool IsOwned) : IDisposable
{
    public IssuerEncryption? Encryption { get; init; }

    /// <summary>The public half of the key that comes next, if it is announced.</summary>
    public Jwk? Next { get; init; }

    public void Dispose()
    {
        Encryption?.Dispose();
        if (IsOwned)
        {
            Key.Dispose();
        }
    }
}

/// <summary>How an issuer encrypts, and whether the key goes with the issuer.</summary>
internal sealed record IssuerEncryption(EncryptionTarget Target, bool IsOwned, bool OnRequest) : IDisposable
{
    public void Dispose()
    {
        if (IsOwned)
        {
            Target.Key.Dispose();
        }
    }
}
