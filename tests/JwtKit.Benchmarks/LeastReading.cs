using System.Buffers.Text;
using System.Text;

namespace JwtKit.Benchmarks;

/// <summary>
/// The least code that takes a token apart and checks what it says: two buffers that are kept, .NET's JSON reader over header and claims, one array for
/// the claims, which can be asked for afterwards. The signature is the caller's to verify in between. What is left out is every other check.
/// </summary>
internal sealed class LeastReading(string algorithm, int signatureLength)
{
    private readonly byte[] text = new byte[1024];
    private readonly byte[] header = new byte[1024];
    private readonly byte[] signature = new byte[signatureLength];
    private readonly KoreClaims claims = new(algorithm);
    private int firstDot;
    private int lastDot;

    public ReadOnlySpan<byte> SigningInput => text.AsSpan(0, lastDot);

    public ReadOnlySpan<byte> Signature => signature;

    public void TakeApart(string token)
    {
        int length = Encoding.ASCII.GetBytes(token, text);
        firstDot = text.AsSpan(0, length).IndexOf((byte)'.');
        lastDot = text.AsSpan(0, length).LastIndexOf((byte)'.');
        Base64Url.DecodeFromUtf8(text.AsSpan(lastDot + 1, length - lastDot - 1), signature, out _, out _);
    }

    /// <summary>The same for a signer whose header is known to the last byte, so that nothing in it has to be read.</summary>
    public byte[] Accept(bool isSigned, ReadOnlySpan<byte> knownHeader)
    {
        byte[] payload = new byte[Base64Url.GetMaxDecodedLength(lastDot - firstDot - 1)];
        Base64Url.DecodeFromUtf8(text.AsSpan(firstDot + 1, lastDot - firstDot - 1), payload, out _, out _);
        return isSigned && text.AsSpan(0, firstDot).SequenceEqual(knownHeader) && claims.Accept(payload)
            ? payload
            : throw new InvalidOperationException("The token of the floor is wrong; the figure would mean nothing.");
    }

    /// <summary>The claims, if header and claims are right. The header is read, because other signers write the same header in another order.</summary>
    /// <exception cref="InvalidOperationException">They are not.</exception>
    public byte[] Accept(bool isSigned)
    {
        Base64Url.DecodeFromUtf8(text.AsSpan(0, firstDot), header, out _, out int size);
        byte[] payload = new byte[Base64Url.GetMaxDecodedLength(lastDot - firstDot - 1)];
        Base64Url.DecodeFromUtf8(text.AsSpan(firstDot + 1, lastDot - firstDot - 1), payload, out _, out _);
        return isSigned && claims.AcceptHeader(header.AsSpan(0, size)) && claims.Accept(payload)
            ? payload
            : throw new InvalidOperationException("The token of the floor is wrong; the figure would mean nothing.");
    }
}
