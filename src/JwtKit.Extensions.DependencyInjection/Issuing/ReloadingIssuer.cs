using System.Buffers;

namespace JwtKit;

/// <summary>An issuer by name: each call goes to what the configuration says at that moment, and to that alone.</summary>
internal sealed class ReloadingIssuer(string name, Reloadable<LocalIssuer> slot) : ITokenIssuer
{
    public string Name => name;

    public TokenPlatform Platform => Read(static issuer => issuer.Platform);

    public Jwk? PublicJwk => Read(static issuer => issuer.PublicJwk);

    public TokenEncryption Encryption => Read(static issuer => issuer.Encryption);

    public ValueTask<string> IssueAsync(TokenIdentity? identity = null, bool encrypt = false, CancellationToken cancellationToken = default)
    {
        Lease<LocalIssuer> issuer = Enter();
        try
        {
            // Complete when it returns, since the key is in this process.
            return issuer.Value.IssueAsync(identity, encrypt, cancellationToken);
        }
        finally
        {
            issuer.Leave();
        }
    }

    public ValueTask IssueAsync(IBufferWriter<byte> destination, TokenIdentity? identity = null, bool encrypt = false, CancellationToken cancellationToken = default)
    {
        Lease<LocalIssuer> issuer = Enter();
        try
        {
            return issuer.Value.IssueAsync(destination, identity, encrypt, cancellationToken);
        }
        finally
        {
            issuer.Leave();
        }
    }

    private T Read<T>(Func<LocalIssuer, T> read)
    {
        Lease<LocalIssuer> issuer = Enter();
        try
        {
            return read(issuer.Value);
        }
        finally
        {
            issuer.Leave();
        }
    }

    private Lease<LocalIssuer> Enter() => slot.Enter()
        ?? throw new InvalidOperationException($"The issuer '{name}' was taken out of the configuration.");
}
