using System.Security.Cryptography;

namespace JwtKit;

/// <summary>What becomes of <c>jti</c> (RFC 7519 section 4.1.7): none, a fresh random one at each signature, or a given one.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class TokenId : IEquatable<TokenId>
{
    private const int MaximumLength = 256;

    private TokenId(string? value) => Value = value;

    /// <summary>No <c>jti</c>: the token can be used any number of times while it lives.</summary>
    public static TokenId None { get; } = new(null);

    /// <summary>128 fresh random bits at each signature, as 22 characters of base64url.</summary>
    public static TokenId Generate { get; } = new(null);

    /// <summary>The given text; null for the other two.</summary>
    internal string? Value { get; }

    /// <summary>This text, which the caller makes unique.</summary>
    /// <param name="value">1 to 256 characters. An id that others can guess lets them use it up before its owner does.</param>
    /// <exception cref="ArgumentException">The text is empty, too long, or holds half of a surrogate pair.</exception>
    public static TokenId Exactly(string value)
    {
        WellFormedText.RequireNonEmpty(value, nameof(value));
        return value.Length <= MaximumLength
            ? new TokenId(value)
            : throw new ArgumentException($"The token id has {value.Length} characters; at most {MaximumLength} are accepted.", nameof(value));
    }

    /// <inheritdoc />
    public bool Equals(TokenId? other) => ReferenceEquals(this, other) || (Value is not null && Value == other?.Value);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as TokenId);

    /// <inheritdoc />
    public override int GetHashCode() => Value is null ? System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this) : Value.GetHashCode(StringComparison.Ordinal);

    /// <summary>Which of the three, never the text.</summary>
    public override string ToString() => ReferenceEquals(this, None) ? "None" : ReferenceEquals(this, Generate) ? "Generate" : "Exactly";
}

/// <summary>Random ids of 128 bits. A call to the system's generator costs about a microsecond whatever its size, so each thread draws a block of them at once.</summary>
internal sealed class RandomTokenId
{
    /// <summary>Characters of one id in base64url.</summary>
    public const int Length = 22;

    private const int ByteCount = 16;
    private const int BlockBytes = 128 * ByteCount;

    [ThreadStatic]
    private static RandomTokenId? current;

    private readonly byte[] block = new byte[BlockBytes];
    private int used = BlockBytes;

    private RandomTokenId()
    {
    }

    /// <summary>Writes one id that was never given out before.</summary>
    public static void Write(Span<byte> destination)
    {
        RandomTokenId ids = current ??= new RandomTokenId();
        Span<byte> id = ids.Next();
        StrictBase64Url.Encode(id, destination);

        // What was handed out is not kept.
        CryptographicOperations.ZeroMemory(id);
    }

    private Span<byte> Next()
    {
        if (used == BlockBytes)
        {
            RandomNumberGenerator.Fill(block);
            used = 0;
        }

        used += ByteCount;
        return block.AsSpan(used - ByteCount, ByteCount);
    }
}
