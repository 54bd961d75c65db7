using System.Security.Cryptography;

namespace JwtKit;

/// <summary>Seals one stream into another, chunk by chunk. Memory does not grow with the payload.</summary>
internal static class StreamSealer
{
    /// <param name="beginning">Made for this message; disposed here.</param>
    /// <param name="payload">Read to its end.</param>
    /// <param name="destination">Written to, neither flushed nor closed.</param>
    /// <param name="progress">Told the payload bytes done after each chunk.</param>
    /// <param name="cancellationToken">Ends it between chunks, and goes to both streams.</param>
    public static async Task SealAsync(StreamBeginning beginning, Stream payload, Stream destination, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        using (beginning)
        {
            using StreamChunks chunks = new(payload, beginning.ChunkLength);
            using RentedBuffer output = new(beginning.ChunkLength + StreamCipher.TagLength);
            cancellationToken.ThrowIfCancellationRequested();
            await destination.WriteAsync(beginning.Bytes, cancellationToken).ConfigureAwait(false);
            long done = 0;
            while (!chunks.IsLast)
            {
                await chunks.ReadAsync(cancellationToken).ConfigureAwait(false);
                Memory<byte> sealedChunk = output.Memory[..(chunks.Current.Length + StreamCipher.TagLength)];
                beginning.Cipher.Seal(chunks.Current.Span, sealedChunk.Span, chunks.IsLast);
                output.Lend();
                await destination.WriteAsync(sealedChunk, cancellationToken).ConfigureAwait(false);
                output.TakeBack();
                done += chunks.Current.Length;
                progress?.Report(done);
            }
        }
    }
}

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

    /// <param name="key">One that <see cref="EnvelopeRules"/> lets pass.</param>
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
