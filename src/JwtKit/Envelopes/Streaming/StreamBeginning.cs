using System.Security.Cryptography;

namespace JwtKit;

/// <summary>What comes before the chunks, and the cipher for them: header and commitment, made for one message.</summary>
internal sealed class StreamBeginning : IDisposable
{
    private StreamBeginning(byte[] bytes, StreamCipher cipher, int chunkLength)
    {
        Bytes = bytes;
        Cipher = cipher;
        ChunkLength = chunkLength;
    }

    /// <summary>Header and commitment.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    public StreamCipher Cipher { get; }

    public int ChunkLength { get; }

    /// <param name="key">One that <see cref="EnvelopeKeyRule"/> lets pass.</param>
    /// <param name="context">What the message is for.</param>
    /// <param name="contentType">A media type, or null.</param>
    /// <param name="chunkExponent">Of the chunk size.</param>
    public static StreamBeginning Make(EncryptionKey key, EnvelopeContext context, string? contentType, byte chunkExponent = ChunkSize.DefaultExponent)
    {
        Span<byte> salt = stackalloc byte[StreamHeader.SaltLength];
        RandomNumberGenerator.Fill(salt);
        return MakeWith(salt, key, context, contentType, chunkExponent);
    }

    /// <summary>With a salt that is given, for the test vectors: under a shared key, each salt serves one message.</summary>
    internal static StreamBeginning MakeWith(ReadOnlySpan<byte> salt, EncryptionKey key, EnvelopeContext context, string? contentType, byte chunkExponent)
    {
        Span<byte> material = stackalloc byte[StreamKey.MaterialLength];
        Span<byte> derived = stackalloc byte[StreamKey.DerivedLength];
        byte[] wrapped = new byte[key.WrappedLength];
        try
        {
            key.DeliverMaterial(material, wrapped);
            byte[] header = StreamHeaderWriter.Write(key, contentType, chunkExponent, salt, wrapped);
            StreamKey.Derive(material, header, salt, context, derived);
            byte[] bytes = [.. header, .. derived[StreamCipher.KeyLength..]];
            return new StreamBeginning(bytes, new StreamCipher(derived[..StreamCipher.KeyLength]), ChunkSize.OfExponent(chunkExponent));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(material);
            CryptographicOperations.ZeroMemory(derived);
        }
    }

    public void Dispose() => Cipher.Dispose();
}
