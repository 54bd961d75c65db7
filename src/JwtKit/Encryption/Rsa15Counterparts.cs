using System.Security.Cryptography;

namespace JwtKit;

/// <summary>Two wrapped keys of one RSA key, one with right and one with wrong PKCS#1 padding, with which an unwrapping of the other kind costs the same.</summary>
/// <remarks>What they hold is random and used for nothing. Immutable and safe for concurrent use.</remarks>
internal sealed class Rsa15Counterparts
{
    private const int KeyLength = 32;

    private readonly byte[] right;
    private readonly byte[] wrong;

    private Rsa15Counterparts(byte[] right, byte[] wrong)
    {
        this.right = right;
        this.wrong = wrong;
    }

    /// <summary>A wrapped key that unwraps.</summary>
    public ReadOnlySpan<byte> Right => right;

    /// <summary>A wrapped key whose unwrapping throws after the whole RSA operation.</summary>
    public ReadOnlySpan<byte> Wrong => wrong;

    /// <summary>Makes both: two public operations and one private one, and once in some hundreds of keys one of each more.</summary>
    /// <param name="rsa">The private key.</param>
    public static Rsa15Counterparts Make(RSA rsa)
    {
        byte[] content = RandomNumberGenerator.GetBytes(KeyLength);
        byte[] right = rsa.Encrypt(content, RSAEncryptionPadding.Pkcs1);
        byte[] wrong, unwrapped = new byte[right.Length];
        do
        {
            // A block padded by OAEP is random to PKCS#1, and so hardly ever begins as its padding does.
            wrong = rsa.Encrypt(content, RSAEncryptionPadding.OaepSHA256);
        }
        while (RsaKeyWrap.TryUnwrap(rsa, wrong, unwrapped, RSAEncryptionPadding.Pkcs1, out _));

        return new Rsa15Counterparts(right, wrong);
    }

    /// <summary>What is to be unwrapped after a wrapped key of the other kind.</summary>
    public ReadOnlySpan<byte> Opposite(bool isRight) => isRight ? wrong : right;
}
