using System.Security.Cryptography;

namespace JwtKit;

/// <summary>The private bytes of a JWK. Each use has them to itself, so that none sees them half erased.</summary>
internal sealed class JwkMaterial : IDisposable
{
    private readonly Lock gate = new();
    private byte[]? bytes;

    /// <param name="bytes">Owned from here on.</param>
    public JwkMaterial(byte[] bytes) => this.bytes = bytes;

    /// <exception cref="ObjectDisposedException">The material was erased.</exception>
    public T Use<T>(Func<byte[], T> use)
    {
        lock (gate)
        {
            return use(bytes ?? throw new ObjectDisposedException(nameof(Jwk), "The JWK was disposed and its private members erased; read it anew."));
        }
    }

    public void Use(Action<byte[]> use) => Use(taken =>
    {
        use(taken);
        return 0;
    });

    public void Dispose()
    {
        lock (gate)
        {
            CryptographicOperations.ZeroMemory(bytes);
            bytes = null;
        }
    }
}
