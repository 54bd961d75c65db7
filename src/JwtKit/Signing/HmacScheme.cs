using System.Security.Cryptography;

namespace JwtKit;

/// <summary>HMAC (RFC 2104, RFC 7518 section 3.2) under one secret.</summary>
/// <remarks>Prepared MAC objects are pooled: the one-shot call looks the algorithm up each time, which costs as much as the MAC itself.</remarks>
internal sealed class HmacScheme : SignatureScheme
{
    private const int MaximumLength = 64;

    private readonly byte[] secret;
    private readonly ObjectPool<IncrementalHash> macs;

    /// <param name="secret">Owned from here on.</param>
    /// <param name="algorithm">An HMAC algorithm.</param>
    public HmacScheme(byte[] secret, SignatureAlgorithm algorithm)
    {
        this.secret = secret;
        SignatureLength = algorithm.HashLength;
        macs = new ObjectPool<IncrementalHash>(() => IncrementalHash.CreateHMAC(algorithm.Hash, secret));
    }

    public override int SignatureLength { get; }

    public override void Sign(ReadOnlySpan<byte> input, Span<byte> signature)
    {
        IncrementalHash mac = macs.Rent();
        mac.AppendData(input);
        mac.GetHashAndReset(signature);
        macs.Return(mac);
    }

    public override bool Verify(ReadOnlySpan<byte> input, ReadOnlySpan<byte> signature)
    {
        Span<byte> expected = stackalloc byte[MaximumLength];
        expected = expected[..SignatureLength];
        Sign(input, expected);

        // Fixed time: how far a forged tag agrees with the right one must not show. It also compares the lengths.
        bool isValid = CryptographicOperations.FixedTimeEquals(expected, signature);
        CryptographicOperations.ZeroMemory(expected);
        return isValid;
    }

    public override void Dispose()
    {
        macs.Dispose();
        CryptographicOperations.ZeroMemory(secret);
    }
}
