using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace JwtKit;

/// <content>Opening.</content>
public static partial class PayloadEnvelope
{
    /// <summary>Opens an envelope. No input makes it throw, and nothing tells one reason of a failure from another.</summary>
    /// <param name="envelope">UTF-8, as it arrived.</param>
    /// <param name="keys">The receiver's: a local <see cref="DecryptionKey"/>, several of them, or a <see cref="KeyRing{T}"/> of them.</param>
    /// <param name="context">What the payload must have been sealed for.</param>
    /// <param name="payload">The content. Dispose it.</param>
    /// <param name="format">How it must be written; <see cref="EnvelopeFormat.JweJson"/> by default.</param>
    /// <param name="maximumLength">The longest envelope to look at, in bytes; 64 MiB by default.</param>
    /// <exception cref="InvalidOperationException">A key is remote.</exception>
    /// <exception cref="ObjectDisposedException">A key was disposed.</exception>
    public static bool TryOpen(
        ReadOnlySpan<byte> envelope,
        EnvelopeKeys keys,
        EnvelopeContext context,
        [NotNullWhen(true)] out EnvelopePayload? payload,
        EnvelopeFormat? format = null,
        int maximumLength = DefaultMaximumLength)
    {
        RequireLocal(keys);
        using ReceivedEnvelope? message = Receive(envelope, context, format, maximumLength);
        payload = message is null ? null : Open(message, envelope, keys);
        return payload is not null;
    }

    /// <summary>Opens an envelope that came as text. No input makes it throw, and nothing tells one reason of a failure from another.</summary>
    /// <param name="envelope">As it arrived; null fails.</param>
    /// <param name="keys">The receiver's.</param>
    /// <param name="context">What the payload must have been sealed for.</param>
    /// <param name="payload">The content. Dispose it.</param>
    /// <param name="format">How it must be written; <see cref="EnvelopeFormat.JweJson"/> by default.</param>
    /// <param name="maximumLength">The longest envelope to look at, in bytes of UTF-8; 64 MiB by default.</param>
    /// <inheritdoc cref="TryOpen(ReadOnlySpan{byte}, EnvelopeKeys, EnvelopeContext, out EnvelopePayload?, EnvelopeFormat?, int)" path="/exception" />
    public static bool TryOpen(
        string? envelope,
        EnvelopeKeys keys,
        EnvelopeContext context,
        [NotNullWhen(true)] out EnvelopePayload? payload,
        EnvelopeFormat? format = null,
        int maximumLength = DefaultMaximumLength)
    {
        RequireLocal(keys);
        ArgumentNullException.ThrowIfNull(context);
        payload = null;

        // The encoder would put another character in the place of half a surrogate pair.
        if (envelope is null || envelope.Length > maximumLength || !WellFormedText.IsWellFormed(envelope))
        {
            return false;
        }

        int length = Encoding.UTF8.GetByteCount(envelope);
        if (length > maximumLength)
        {
            return false;
        }

        byte[] utf8 = ContentArray.Rent(length);
        try
        {
            Encoding.UTF8.GetBytes(envelope, utf8);
            return TryOpen(utf8.AsSpan(0, length), keys, context, out payload, format, maximumLength);
        }
        finally
        {
            ContentArray.Return(utf8);
        }
    }

    /// <summary>Opens an envelope into the caller's memory. No input makes it throw, and nothing tells one reason of a failure from another.</summary>
    /// <param name="envelope">UTF-8, as it arrived.</param>
    /// <param name="keys">The receiver's.</param>
    /// <param name="context">What the payload must have been sealed for.</param>
    /// <param name="destination">Receives the payload. One as long as the envelope always suffices; a payload that does not fit fails. After a failure all of it holds zeros.</param>
    /// <param name="written">How long the payload is, in bytes.</param>
    /// <param name="format">How it must be written; <see cref="EnvelopeFormat.JweJson"/> by default.</param>
    /// <param name="maximumLength">The longest envelope to look at, in bytes; 64 MiB by default.</param>
    /// <inheritdoc cref="TryOpen(ReadOnlySpan{byte}, EnvelopeKeys, EnvelopeContext, out EnvelopePayload?, EnvelopeFormat?, int)" path="/exception" />
    public static bool TryOpen(
        ReadOnlySpan<byte> envelope,
        EnvelopeKeys keys,
        EnvelopeContext context,
        Span<byte> destination,
        out int written,
        EnvelopeFormat? format = null,
        int maximumLength = DefaultMaximumLength)
    {
        RequireLocal(keys);
        written = 0;
        using ReceivedEnvelope? message = Receive(envelope, context, format, maximumLength);
        bool isOpen = message is not null && TryOpen(message, envelope, keys, destination, out written);
        if (!isOpen)
        {
            CryptographicOperations.ZeroMemory(destination);
        }

        return isOpen;
    }

    /// <summary>Opens an envelope into a buffer. No input makes it throw, and nothing tells one reason of a failure from another.</summary>
    /// <param name="envelope">UTF-8, as it arrived.</param>
    /// <param name="keys">The receiver's.</param>
    /// <param name="context">What the payload must have been sealed for.</param>
    /// <param name="destination">Receives the payload: it advances once, by all of it. After a failure it does not, and nothing of the payload is in the memory it gave.</param>
    /// <param name="format">How it must be written; <see cref="EnvelopeFormat.JweJson"/> by default.</param>
    /// <param name="maximumLength">The longest envelope to look at, in bytes; 64 MiB by default.</param>
    /// <inheritdoc cref="TryOpen(ReadOnlySpan{byte}, EnvelopeKeys, EnvelopeContext, out EnvelopePayload?, EnvelopeFormat?, int)" path="/exception" />
    public static bool TryOpen(
        ReadOnlySpan<byte> envelope,
        EnvelopeKeys keys,
        EnvelopeContext context,
        IBufferWriter<byte> destination,
        EnvelopeFormat? format = null,
        int maximumLength = DefaultMaximumLength)
    {
        RequireLocal(keys);
        ArgumentNullException.ThrowIfNull(destination);
        using ReceivedEnvelope? message = Receive(envelope, context, format, maximumLength);
        return message is not null && TryOpen(message, envelope, keys, destination);
    }

    /// <summary>Opens an envelope with keys that may be remote; null if it cannot be opened, for whatever reason.</summary>
    /// <param name="envelope">UTF-8, as it arrived. Must not change meanwhile.</param>
    /// <param name="keys">The receiver's, local or remote.</param>
    /// <param name="context">What the payload must have been sealed for.</param>
    /// <param name="format">How it must be written; <see cref="EnvelopeFormat.JweJson"/> by default.</param>
    /// <param name="maximumLength">The longest envelope to look at, in bytes; 64 MiB by default.</param>
    /// <param name="cancellationToken">Ends a call to a remote key.</param>
    /// <returns>The content. Dispose it.</returns>
    /// <exception cref="ObjectDisposedException">A key was disposed.</exception>
    public static async ValueTask<EnvelopePayload?> OpenAsync(
        ReadOnlyMemory<byte> envelope,
        EnvelopeKeys keys,
        EnvelopeContext context,
        EnvelopeFormat? format = null,
        int maximumLength = DefaultMaximumLength,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        using ReceivedEnvelope? message = Receive(envelope.Span, context, format, maximumLength);
        return message is null ? null : await OpenAsync(message, envelope, keys, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<EnvelopePayload?> OpenAsync(ReceivedEnvelope message, ReadOnlyMemory<byte> envelope, EnvelopeKeys keys, CancellationToken cancellationToken)
    {
        byte[] buffer = ContentArray.Rent(message.Room);
        (DecryptionKey Key, int Length)? opened = null;
        try
        {
            opened = await EnvelopeOpener.OpenAsync(message, envelope, keys, buffer.AsMemory(0, message.Room), cancellationToken).ConfigureAwait(false);
            return opened is { } found ? new EnvelopePayload(buffer, found.Length, message.ContentType, found.Key.KeyId) : null;
        }
        finally
        {
            if (opened is null)
            {
                ContentArray.Return(buffer);
            }
        }
    }

    private static bool TryOpen(ReceivedEnvelope message, ReadOnlySpan<byte> envelope, EnvelopeKeys keys, Span<byte> destination, out int written) =>
        message.Room <= destination.Length
            ? EnvelopeOpener.TryOpen(message, envelope, keys, destination[..message.Room], out written) is not null
            : TryOpenElsewhere(message, envelope, keys, destination, out written);

    private static bool TryOpen(ReceivedEnvelope message, ReadOnlySpan<byte> envelope, EnvelopeKeys keys, IBufferWriter<byte> destination)
    {
        if (EnvelopeOpener.TryOpen(message, envelope, keys, destination.GetSpan(message.Room)[..message.Room], out int length) is null)
        {
            return false;
        }

        destination.Advance(length);
        return true;
    }

    /// <summary>For a place that is smaller than what opening needs: the payload may still fit, since its text says only nearly how long it is.</summary>
    private static bool TryOpenElsewhere(ReceivedEnvelope message, ReadOnlySpan<byte> envelope, EnvelopeKeys keys, Span<byte> destination, out int written)
    {
        using EnvelopePayload? payload = Open(message, envelope, keys);
        bool isOpen = payload is not null && payload.Content.Span.TryCopyTo(destination);
        written = isOpen ? payload!.Content.Length : 0;
        return isOpen;
    }

    private static EnvelopePayload? Open(ReceivedEnvelope message, ReadOnlySpan<byte> envelope, EnvelopeKeys keys)
    {
        byte[] buffer = ContentArray.Rent(message.Room);
        DecryptionKey? key = null;
        try
        {
            key = EnvelopeOpener.TryOpen(message, envelope, keys, buffer.AsSpan(0, message.Room), out int length);
            return key is null ? null : new EnvelopePayload(buffer, length, message.ContentType, key.KeyId);
        }
        finally
        {
            if (key is null)
            {
                ContentArray.Return(buffer);
            }
        }
    }

    private static ReceivedEnvelope? Receive(ReadOnlySpan<byte> envelope, EnvelopeContext context, EnvelopeFormat? format, int maximumLength)
    {
        ArgumentNullException.ThrowIfNull(context);
        return envelope.Length > maximumLength ? null : (format ?? EnvelopeFormat.JweJson).Codec.Receive(envelope, context);
    }

    private static void RequireLocal(EnvelopeKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (keys.IsRemote)
        {
            throw new InvalidOperationException("A key is remote, so opening takes a call elsewhere; use OpenAsync.");
        }
    }
}
