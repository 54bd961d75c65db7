using System.Buffers.Binary;
using System.Security.Cryptography;

namespace JwtKit;

/// <summary>Derives the key of one message (HKDF with SHA-256, RFC 5869), and the commitment by which a receiver knows that it has the same.</summary>
/// <remarks>
/// Both come from the material, the whole header and the context, so that none of these can be exchanged. GCM alone does not commit to its key: there are
/// ciphertexts that open under two keys. Whoever made two keys share a commitment would have a collision of SHA-256. docs/envelope-format.md has the argument.
/// </remarks>
internal static class StreamKey
{
    /// <summary>What is wrapped, or shared, in bytes.</summary>
    public const int MaterialLength = 32;

    public const int CommitmentLength = 32;

    /// <summary>The length of key and commitment, in bytes.</summary>
    public const int DerivedLength = StreamCipher.KeyLength + CommitmentLength;

    private static ReadOnlySpan<byte> Label => "JwtKit envelope stream 1"u8;

    /// <param name="material">32 bytes.</param>
    /// <param name="header">All of it, without the commitment.</param>
    /// <param name="salt">The one in the header.</param>
    /// <param name="context">What the message is for.</param>
    /// <param name="derived">Receives the key and then the commitment. The caller erases it.</param>
    public static void Derive(ReadOnlySpan<byte> material, ReadOnlySpan<byte> header, ReadOnlySpan<byte> salt, EnvelopeContext context, Span<byte> derived)
    {
        int contextOffset = Label.Length + SHA256.HashSizeInBytes + sizeof(int);
        Span<byte> info = stackalloc byte[contextOffset + context.Utf8.Length];
        Label.CopyTo(info);
        SHA256.HashData(header, info[Label.Length..]);
        BinaryPrimitives.WriteInt32BigEndian(info[(contextOffset - sizeof(int))..], context.Utf8.Length);
        context.Utf8.CopyTo(info[contextOffset..]);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, material, derived, salt, info);
    }
}
