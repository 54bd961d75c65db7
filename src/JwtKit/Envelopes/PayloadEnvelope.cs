using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace JwtKit;

/// <summary>
/// Payloads under AES-256: each message has a key of its own, wrapped for the receiver with RSA-OAEP, or both sides share a key of 32 bytes. Algorithm, cipher,
/// key id, content type, format and context are authenticated with the content. Safe for concurrent use.
/// </summary>
/// <remarks>
/// <para>Sealing to a public key says nothing about who sealed: whoever knows the key can.</para>
/// <para>
/// With a shared key, the JWE formats encrypt under that very key (<c>dir</c>): one key object seals 2^32 messages and then refuses (NIST SP 800-38D
/// section 8.3). <see cref="EnvelopeFormat.Fields"/> derives a key for each message and has no such limit.
/// </para>
/// </remarks>
public static partial class PayloadEnvelope
{
    /// <summary>The longest envelope that opening looks at unless told otherwise: 64 MiB of text.</summary>
    public const int DefaultMaximumLength = 64 * 1024 * 1024;

    /// <summary>The longest payload: with more, its text would not fit into an array in every format.</summary>
    private const int LongestPayload = 1_000_000_000;

    private const int SmallText = 1024;

    /// <summary>Seals bytes into a buffer, as UTF-8. The writer advances once, by the whole envelope; it is also where the ciphertext is made.</summary>
    /// <param name="payload">Any bytes, also none, at most 1 000 000 000.</param>
    /// <param name="receiver">RSA-OAEP-256, RSA-OAEP, or a shared key of 32 bytes.</param>
    /// <param name="context">What the payload is for. The receiver opens it under the same context only.</param>
    /// <param name="destination">Receives the envelope, nothing before or after it.</param>
    /// <param name="format">How it is written; <see cref="EnvelopeFormat.JweJson"/> by default.</param>
    /// <param name="contentType">The payload's media type, such as <c>application/json</c>: 1 to 256 printable ASCII characters. None by default.</param>
    /// <exception cref="ArgumentException">The key is for RSA1_5 or a shared one of another length, the payload is too long, or the content type is not acceptable.</exception>
    /// <exception cref="InvalidOperationException">A shared key has sealed as many messages as GCM allows.</exception>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public static void Seal(
        ReadOnlySpan<byte> payload, EncryptionKey receiver, EnvelopeContext context, IBufferWriter<byte> destination, EnvelopeFormat? format = null, string? contentType = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(destination);
        EnvelopeRules.Require(receiver, nameof(receiver));
        EnvelopeCodec codec = (format ?? EnvelopeFormat.JweJson).Codec;
        CheckContentType(contentType, codec);
        if (payload.Length > LongestPayload)
        {
            throw new ArgumentException($"The payload has {payload.Length} bytes; at most {LongestPayload} fit into an envelope in memory.", nameof(payload));
        }

        codec.Seal(payload, receiver, context, contentType, destination);
    }

    /// <summary>Seals bytes to text. For small payloads: into a buffer is several times faster for large ones.</summary>
    /// <param name="payload">Any bytes, also none.</param>
    /// <param name="receiver">RSA-OAEP-256, RSA-OAEP, or a shared key of 32 bytes.</param>
    /// <param name="context">What the payload is for. The receiver opens it under the same context only.</param>
    /// <param name="format">How it is written; <see cref="EnvelopeFormat.JweJson"/> by default.</param>
    /// <param name="contentType">The payload's media type, such as <c>application/json</c>. None by default.</param>
    /// <inheritdoc cref="Seal(ReadOnlySpan{byte}, EncryptionKey, EnvelopeContext, IBufferWriter{byte}, EnvelopeFormat?, string?)" path="/exception" />
    public static string Seal(ReadOnlySpan<byte> payload, EncryptionKey receiver, EnvelopeContext context, EnvelopeFormat? format = null, string? contentType = null)
    {
        using PooledBuffer text = new(SmallText);
        Seal(payload, receiver, context, text, format, contentType);
        return Encoding.UTF8.GetString(text.Written);
    }

    /// <summary>Seals a value as JSON into a buffer.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="typeInfo">Its metadata.</param>
    /// <param name="receiver">RSA-OAEP-256, RSA-OAEP, or a shared key of 32 bytes.</param>
    /// <param name="context">What the payload is for. The receiver opens it under the same context only.</param>
    /// <param name="destination">Receives the envelope, nothing before or after it.</param>
    /// <param name="format">How it is written; <see cref="EnvelopeFormat.JweJson"/> by default.</param>
    /// <param name="contentType">The payload's media type; <c>application/json</c> by default, where the format has a place for it.</param>
    /// <inheritdoc cref="Seal(ReadOnlySpan{byte}, EncryptionKey, EnvelopeContext, IBufferWriter{byte}, EnvelopeFormat?, string?)" path="/exception" />
    public static void Seal<T>(
        T value,
        JsonTypeInfo<T> typeInfo,
        EncryptionKey receiver,
        EnvelopeContext context,
        IBufferWriter<byte> destination,
        EnvelopeFormat? format = null,
        string? contentType = null)
    {
        ArgumentNullException.ThrowIfNull(typeInfo);
        using PooledBuffer json = new(SmallText);
        using (Utf8JsonWriter writer = new(json, new JsonWriterOptions { Encoder = typeInfo.Options.Encoder, MaxDepth = typeInfo.Options.MaxDepth }))
        {
            JsonSerializer.Serialize(writer, value, typeInfo);
        }

        Seal(json.Written, receiver, context, destination, format, contentType ?? DefaultContentType(format));
    }

    /// <summary>Seals a value as JSON to text.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="typeInfo">Its metadata.</param>
    /// <param name="receiver">RSA-OAEP-256, RSA-OAEP, or a shared key of 32 bytes.</param>
    /// <param name="context">What the payload is for. The receiver opens it under the same context only.</param>
    /// <param name="format">How it is written; <see cref="EnvelopeFormat.JweJson"/> by default.</param>
    /// <param name="contentType">The payload's media type; <c>application/json</c> by default, where the format has a place for it.</param>
    /// <inheritdoc cref="Seal(ReadOnlySpan{byte}, EncryptionKey, EnvelopeContext, IBufferWriter{byte}, EnvelopeFormat?, string?)" path="/exception" />
    public static string Seal<T>(
        T value, JsonTypeInfo<T> typeInfo, EncryptionKey receiver, EnvelopeContext context, EnvelopeFormat? format = null, string? contentType = null)
    {
        using PooledBuffer text = new(SmallText);
        Seal(value, typeInfo, receiver, context, text, format, contentType);
        return Encoding.UTF8.GetString(text.Written);
    }

    private static string? DefaultContentType(EnvelopeFormat? format) => (format ?? EnvelopeFormat.JweJson).Codec.CarriesContentType ? MediaType.Json : null;

    private static void CheckContentType(string? contentType, EnvelopeCodec codec)
    {
        EnvelopeContentType.Check(contentType, nameof(contentType));
        if (contentType is not null && !codec.CarriesContentType)
        {
            throw new ArgumentException("The format has no member for the content type; leave it out, or name the member in EnvelopeFields.ContentType.", nameof(contentType));
        }
    }
}
