namespace JwtKit;

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
