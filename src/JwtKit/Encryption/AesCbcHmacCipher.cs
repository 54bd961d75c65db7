using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace JwtKit;

/// <summary>AES in CBC mode, then HMAC over associated data, vector, ciphertext and the length of the first (RFC 7518 section 5.2).</summary>
/// <remarks>The first half of the key is the MAC's, the second the cipher's. The tag is the first half of the MAC.</remarks>
internal sealed class AesCbcHmacCipher : ContentCipher
{
    private const int BlockLength = 16;
    private const int LengthFieldLength = sizeof(ulong);
    private const int LongestMac = 64;
    private const int LongestCopy = 64 * 1024;

    private readonly HashAlgorithmName hash;

    private AesCbcHmacCipher(int keyLength, HashAlgorithmName hash)
    {
        KeyLength = keyLength;
        this.hash = hash;
    }

    public static AesCbcHmacCipher Sha256 { get; } = new(32, HashAlgorithmName.SHA256);

    public static AesCbcHmacCipher Sha384 { get; } = new(48, HashAlgorithmName.SHA384);

    public static AesCbcHmacCipher Sha512 { get; } = new(64, HashAlgorithmName.SHA512);

    public override int KeyLength { get; }

    public override int VectorLength => BlockLength;

    public override int TagLength => KeyLength / 2;

    public override int CiphertextLength(int plaintextLength) => checked(plaintextLength + BlockLength - (plaintextLength % BlockLength));

    public override void Encrypt(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> vector, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associatedData, Span<byte> ciphertext, Span<byte> tag)
    {
        using Aes aes = Aes.Create();
        aes.SetKey(key[(KeyLength / 2)..]);
        aes.EncryptCbc(plaintext, vector, ciphertext, PaddingMode.PKCS7);
        Span<byte> mac = stackalloc byte[LongestMac];
        ComputeMac(key, vector, ciphertext, associatedData, mac);
        mac[..TagLength].CopyTo(tag);
    }

    public override bool TryDecrypt(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> vector, ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> associatedData, Span<byte> plaintext, out int written)
    {
        written = 0;
        if (vector.Length != VectorLength || ciphertext.IsEmpty || ciphertext.Length % BlockLength != 0)
        {
            return false;
        }

        // The tag first, and the cipher only for what the sender made: otherwise the padding would answer an attacker's questions. Fixed time; it
        // compares the lengths too.
        Span<byte> mac = stackalloc byte[LongestMac];
        ComputeMac(key, vector, ciphertext, associatedData, mac);
        bool isAuthentic = CryptographicOperations.FixedTimeEquals(mac[..TagLength], tag);
        CryptographicOperations.ZeroMemory(mac);
        return isAuthentic && TryDecipher(key[(KeyLength / 2)..], vector, ciphertext, plaintext, out written);
    }

    private static bool TryDecipher(ReadOnlySpan<byte> key, ReadOnlySpan<byte> vector, ReadOnlySpan<byte> ciphertext, Span<byte> plaintext, out int written)
    {
        using Aes aes = Aes.Create();
        aes.SetKey(key);
        try
        {
            return aes.TryDecryptCbc(ciphertext, vector, plaintext, out written, PaddingMode.PKCS7);
        }
        catch (CryptographicException)
        {
            // Wrong padding under a right tag: only who has the key can make that.
            CryptographicOperations.ZeroMemory(plaintext);
            written = 0;
            return false;
        }
    }

    private void ComputeMac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> vector, ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> associatedData, Span<byte> mac)
    {
        // In 64 bits, so that no length overflows into that of another message.
        ulong associatedBits = (ulong)associatedData.Length * 8;
        int length = checked(associatedData.Length + vector.Length + ciphertext.Length + LengthFieldLength);
        if (length > LongestCopy)
        {
            ComputeMacInPlace(key, vector, ciphertext, associatedData, associatedBits, mac);
            return;
        }

        byte[] input = ArrayPool<byte>.Shared.Rent(length);
        associatedData.CopyTo(input);
        vector.CopyTo(input.AsSpan(associatedData.Length));
        ciphertext.CopyTo(input.AsSpan(associatedData.Length + vector.Length));
        BinaryPrimitives.WriteUInt64BigEndian(input.AsSpan(length - LengthFieldLength), associatedBits);
        CryptographicOperations.HmacData(hash, key[..(KeyLength / 2)], input.AsSpan(0, length), mac);
        ArrayPool<byte>.Shared.Return(input);
    }

    /// <summary>The same without a copy of the message, for long ones: a copy is faster for short ones only.</summary>
    private void ComputeMacInPlace(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> vector, ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> associatedData, ulong associatedBits, Span<byte> mac)
    {
        Span<byte> lengthField = stackalloc byte[LengthFieldLength];
        BinaryPrimitives.WriteUInt64BigEndian(lengthField, associatedBits);
        using IncrementalHash hmac = IncrementalHash.CreateHMAC(hash, key[..(KeyLength / 2)]);
        hmac.AppendData(associatedData);
        hmac.AppendData(vector);
        hmac.AppendData(ciphertext);
        hmac.AppendData(lengthField);
        hmac.GetHashAndReset(mac);
    }
}
