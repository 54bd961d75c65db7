using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json.Serialization.Metadata;

namespace JwtKit;

/// <summary>What an opened envelope held. Only <see cref="PayloadEnvelope"/> makes one, from authenticated content.</summary>
/// <remarks>
/// Sealing to a public key says nothing about who sealed: treat the content as anyone's unless the key is shared or something inside is signed. Lies in a
/// pooled buffer, which <see cref="Dispose"/> erases and gives back; use nothing of it after that. Not safe for concurrent disposal. Prints no content.
/// </remarks>
public sealed class EnvelopePayload : IDisposable
{
    private readonly int length;
    private byte[]? buffer;

    internal EnvelopePayload(byte[] buffer, int length, string? contentType, string? keyId)
    {
        this.buffer = buffer;
        this.length = length;
        ContentType = contentType;
        KeyId = keyId;
    }

    /// <summary>The content.</summary>
    /// <exception cref="ObjectDisposedException">The payload was disposed.</exception>
    public ReadOnlyMemory<byte> Content => Buffer.AsMemory(0, length);

    /// <summary>The content's media type as the sender gave it, authenticated; null if there was none.</summary>
    public string? ContentType { get; }

    /// <summary>The id of the key that opened the envelope; null if that key has none.</summary>
    public string? KeyId { get; }

    private byte[] Buffer => buffer ?? throw new ObjectDisposedException(nameof(EnvelopePayload), "The payload was disposed and its content erased; read it before that.");

    /// <summary>
    /// Reads JSON content. False for content that is not the JSON of such a value, for a JSON <c>null</c>, where a constructor, setter or converter of the type
    /// throws, and where <see cref="ContentType"/> is there and is not JSON's.
    /// </summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="typeInfo">Its metadata, which also says whether duplicate members are refused.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ObjectDisposedException">The payload was disposed.</exception>
    /// <exception cref="InvalidOperationException">The metadata of the type contradict themselves.</exception>
    /// <exception cref="NotSupportedException">The metadata of a type that this one consists of are missing.</exception>
    public bool TryRead<T>(JsonTypeInfo<T> typeInfo, [NotNullWhen(true)] out T? value)
    {
        ArgumentNullException.ThrowIfNull(typeInfo);
        ReadOnlySpan<byte> json = Content.Span;
        value = default;

        // Anyone can seal, so what is inside is input like any other.
        return (ContentType is null || MediaType.IsJson(ContentType)) && TypedJson.TryRead(json, typeInfo, out value);
    }

    /// <summary>Erases the content.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref buffer, null) is { } taken)
        {
            CryptographicOperations.ZeroMemory(taken.AsSpan(0, length));
            ContentArray.Return(taken);
        }
    }

    /// <summary>The length, never the content.</summary>
    public override string ToString() => $"EnvelopePayload ({length} bytes)";
}
