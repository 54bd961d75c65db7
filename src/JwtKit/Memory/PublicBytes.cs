namespace JwtKit;

/// <summary>Equality of bytes that everyone may know, such as names and claims. It ends at the first difference, and so is no way to compare a tag or a secret.</summary>
internal static class PublicBytes
{
#pragma warning disable RS0030 // The one place where the banned comparison is right.
    public static bool AreEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => left.SequenceEqual(right);
#pragma warning restore RS0030
}

/// <summary>Compares public bytes as the keys of a dictionary, also without an array of their own. The hash codes have the process's random seed.</summary>
internal sealed class BytesComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static BytesComparer Instance { get; } = new();

    public bool Equals(byte[]? x, byte[]? y) => PublicBytes.AreEqual(x, y);

    public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => PublicBytes.AreEqual(alternate, other);

    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        HashCode hash = default;
        hash.AddBytes(alternate);
        return hash.ToHashCode();
    }

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
}
