namespace JwtKit;

/// <summary>Opens one stream into another, chunk by chunk: nothing is written that was not authenticated. Memory does not grow with the payload.</summary>
internal static class StreamOpener
{
    /// <param name="envelope">Read to its end, or to the first fault.</param>
    /// <param name="destination">Written to, neither flushed nor closed.</param>
    /// <param name="keys">The keys to open with.</param>
    /// <param name="context">What the message has to be for.</param>
    /// <param name="progress">Told the payload bytes done after each chunk.</param>
    /// <param name="cancellationToken">Ends it between chunks, and goes to both streams.</param>
    public static async Task<EnvelopeStreamResult> OpenAsync(
        Stream envelope, Stream destination, EnvelopeKeys keys, EnvelopeContext context, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        using StreamOpening? opening = await StreamOpening.BeginAsync(envelope, keys, context, cancellationToken).ConfigureAwait(false);
        if (opening is null)
        {
            return EnvelopeStreamResult.Failed(bytesWritten: 0);
        }

        long done = 0;
        while (!opening.IsLast)
        {
            if (!await opening.TryReadAsync(cancellationToken).ConfigureAwait(false))
            {
                return EnvelopeStreamResult.Failed(done);
            }

            await opening.WriteCurrentAsync(destination, cancellationToken).ConfigureAwait(false);
            done += opening.Current.Length;
            progress?.Report(done);
        }

        return EnvelopeStreamResult.Opened(done, opening.ContentType);
    }
}
