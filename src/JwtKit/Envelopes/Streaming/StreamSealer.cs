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
