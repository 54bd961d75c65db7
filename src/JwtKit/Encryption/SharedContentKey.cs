using System.Security.Cryptography;

namespace JwtKit;

/// <summary>A content key that both sides share, as it is used for <c>dir</c> (RFC 7518 section 4.5).</summary>
internal sealed class SharedContentKey : IDisposable
{
    private readonly byte[] key;
    private long messages;
    private volatile bool isDisposed;

    private SharedContentKey(byte[] key) => this.key = key;

    public int Length => key.Length;

    /// <exception cref="CryptographicException">No cipher has a key of this length, or the secret is a key of another kind.</exception>
    public static SharedContentKey Take(Secret secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        SecretRules.RequireNoKeyOfAnotherKind(secret, KeyManagement.Direct.Name);
        int[] lengths = [.. ContentEncryption.All.Select(static content => content.KeyLength).Distinct().Order()];
        return lengths.Contains(secret.Length)
            ? new SharedContentKey(secret.Take())
            : throw new CryptographicException(
                $"The shared key has {secret.Length} bytes ({secret.Source}); a cipher's key has {string.Join(", ", lengths)} bytes, 32 for A256GCM.");
    }

    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public void CopyTo(Span<byte> destination)
    {
        key.CopyTo(destination);

        // Looked at after copying: a key that was being erased meanwhile may have given erased bytes, and encrypting under those hides nothing.
        Interlocked.MemoryBarrier();
        if (isDisposed)
        {
            CryptographicOperations.ZeroMemory(destination);
            throw DisposedKey.Exception();
        }
    }

    /// <summary>With random vectors of 96 bits, two messages out of many under one key come to share one, which breaks GCM; so their number is limited.</summary>
    public void CountMessage(ContentEncryption content)
    {
        if (content.Cipher is AesGcmCipher && Interlocked.Increment(ref messages) > EncryptionKey.MaximumDirectMessages)
        {
            throw new InvalidOperationException("The shared key has encrypted 2^32 messages, as many as GCM allows one key (NIST SP 800-38D section 8.3). Change the key.");
        }
    }

    public void Dispose()
    {
        isDisposed = true;
        Interlocked.MemoryBarrier();
        CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>For the test of the limit.</summary>
    internal void SetMessages(long count) => messages = count;
}
