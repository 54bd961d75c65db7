using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace JwtKit;

/// <summary>
/// What a replay store keeps of a token: SHA-256 over a version label, the replay scope and the token id, each with its length before it. 32 bytes whatever the
/// token says, and neither scope nor token id can be read from them.
/// </summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public readonly struct ReplayId : IEquatable<ReplayId>
{
    /// <summary>How long an id is, in bytes.</summary>
    public const int Length = 32;

    private const int StackLimit = 512;

    private readonly Bytes bytes;

    private ReplayId(in Bytes bytes) => this.bytes = bytes;

    /// <summary>The version of the way ids are made. Another way would take another label, so that its ids never meet the old ones.</summary>
    private static ReadOnlySpan<byte> Label => "JwtKit replay 1"u8;

    /// <summary>The first 8 bytes as a number.</summary>
    internal ulong Prefix => BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    /// <summary>Equal ids.</summary>
    public static bool operator ==(ReplayId left, ReplayId right) => left.Equals(right);

    /// <summary>Different ids.</summary>
    public static bool operator !=(ReplayId left, ReplayId right) => !left.Equals(right);

    /// <summary>The id of a token.</summary>
    /// <param name="scope">Within which token ids are unique: as a rule the issuer. Not empty.</param>
    /// <param name="tokenId">The token's <c>jti</c>. Not empty.</param>
    /// <exception cref="ArgumentException">One is empty or holds half of a surrogate pair.</exception>
    public static ReplayId Create(string scope, string tokenId)
    {
        WellFormedText.RequireNonEmpty(scope, nameof(scope));
        WellFormedText.RequireNonEmpty(tokenId, nameof(tokenId));
        int scopeLength = Encoding.UTF8.GetByteCount(scope);
        int tokenIdLength = Encoding.UTF8.GetByteCount(tokenId);
        int length = (3 * sizeof(int)) + Label.Length + scopeLength + tokenIdLength;
        byte[]? rented = length > StackLimit ? ArrayPool<byte>.Shared.Rent(length) : null;
        Span<byte> input = rented is null ? stackalloc byte[StackLimit] : rented;
        Span<byte> rest = input;
        Label.CopyTo(Take(ref rest, Label.Length));
        Encoding.UTF8.GetBytes(scope, Take(ref rest, scopeLength));
        Encoding.UTF8.GetBytes(tokenId, Take(ref rest, tokenIdLength));
        Bytes hash = default;
        SHA256.HashData(input[..length], hash);
        CryptographicOperations.ZeroMemory(input[..length]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return new ReplayId(in hash);
    }

    /// <summary>Writes the 32 bytes.</summary>
    /// <param name="destination">At least 32 bytes long.</param>
    /// <exception cref="ArgumentException">The destination is shorter.</exception>
    public void CopyTo(Span<byte> destination) => ((ReadOnlySpan<byte>)bytes).CopyTo(destination);

    /// <inheritdoc />
    public bool Equals(ReplayId other) => PublicBytes.AreEqual(bytes, other.bytes);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is ReplayId other && Equals(other);

    /// <summary>Four of its bytes: they are a hash's, and spread as evenly.</summary>
    public override int GetHashCode() => BinaryPrimitives.ReadInt32LittleEndian(bytes);

    /// <summary>The bytes as 64 hexadecimal digits, for stores whose keys are text.</summary>
    public override string ToString() => Convert.ToHexStringLower(bytes);

    private static Span<byte> Take(ref Span<byte> rest, int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(rest, length);
        Span<byte> taken = rest.Slice(sizeof(int), length);
        rest = rest[(sizeof(int) + length)..];
        return taken;
    }

    [InlineArray(Length)]
    private struct Bytes
    {
        private byte first;
    }
}
