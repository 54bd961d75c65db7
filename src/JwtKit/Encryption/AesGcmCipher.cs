using System.Security.Cryptography;

namespace JwtKit;

/// <summary>AES in Galois/Counter mode (NIST SP 800-38D, RFC 7518 section 5.3) with a vector of 96 bits and a tag of 128.</summary>
internal sealed class AesGcmCipher(int keyLength) : ContentCipher
{
    public override int KeyLength => keyLength;

    public override int VectorLength => 12;

    public override int TagLength => 16;

    public override int CiphertextLength(int plaintextLength) => plaintextLength;

    public override void Encrypt(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> vector, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associatedData, Span<byte> ciphertext, Span<byte> tag)
    {
        using AesGcm aes = new(key, TagLength);
        aes.Encrypt(vector, plaintext, ciphertext, tag, associatedData);
    }

    public override bool TryDecrypt(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> vector, ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> associatedData, Span<byte> plaintext, out int written)
    {
        written = 0;

        // A shorter tag is easier to guess, so its length is the cipher's and never the message's.
        if (vector.Length != VectorLength || tag.Length != TagLength)
        {
            return false;
        }

        using AesGcm aes = new(key, TagLength);
        try
        {
            aes.Decrypt(vector, ciphertext, tag, plaintext[..ciphertext.Length], associatedData);
        }
        catch (AuthenticationTagMismatchException)
        {
            // .NET has erased the plaintext.
            return false;
        }

        written = ciphertext.Length;
        return true;
    }
}
