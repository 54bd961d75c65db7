using System.Security.Cryptography;

namespace JwtKit.Tests;

/// <summary>A key service on this machine: it unwraps with the key of <see cref="TestKeys"/>, answers what it is told to instead, and keeps what it returned.</summary>
internal sealed class TestDecryptor(KeyManagement keyManagement, string? keyId = null, Func<byte[]?>? answer = null) : IRemoteDecryptor
{
    private int questions;

    public KeyManagement KeyManagement => keyManagement;

    public string? KeyId => keyId;

    public int Questions => questions;

    /// <summary>The arrays themselves, which the caller has to erase.</summary>
    public List<byte[]> Returned { get; } = [];

    public async ValueTask<byte[]?> UnwrapAsync(ReadOnlyMemory<byte> encryptedKey, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref questions);
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        byte[]? recovered = answer is null ? Unwrap(encryptedKey) : answer();
        if (recovered is not null)
        {
            lock (Returned)
            {
                Returned.Add(recovered);
            }
        }

        return recovered;
    }

    private byte[]? Unwrap(ReadOnlyMemory<byte> encryptedKey)
    {
        using RSA rsa = RSA.Create();
        rsa.ImportFromPem(TestKeys.Pkcs8);
        try
        {
            return rsa.Decrypt(encryptedKey.Span, keyManagement.Padding!);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
