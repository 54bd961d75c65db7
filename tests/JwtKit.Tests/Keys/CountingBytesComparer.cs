namespace JwtKit.Tests;

/// <summary>Counts the hash codes and comparisons of header segments.</summary>
internal sealed class CountingBytesComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public int Steps { get; set; }

    public bool Equals(byte[]? x, byte[]? y) => Count(BytesComparer.Instance.Equals(x, y));

    public int GetHashCode(byte[] obj) => Count(BytesComparer.Instance.GetHashCode(obj));

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => Count(BytesComparer.Instance.Equals(alternate, other));

    public int GetHashCode(ReadOnlySpan<byte> alternate) => Count(BytesComparer.Instance.GetHashCode(alternate));

    public byte[] Create(ReadOnlySpan<byte> alternate) => BytesComparer.Instance.Create(alternate);

    private T Count<T>(T result)
    {
        Steps++;
        return result;
    }
}
