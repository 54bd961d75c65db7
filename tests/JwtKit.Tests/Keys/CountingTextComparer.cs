namespace JwtKit.Tests;

/// <summary>Counts the hash codes and comparisons of key ids.</summary>
internal sealed class CountingTextComparer : IEqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<char>, string>
{
    public int Steps { get; set; }

    public bool Equals(string? x, string? y) => Count(string.Equals(x, y, StringComparison.Ordinal));

    public int GetHashCode(string obj) => Count(string.GetHashCode(obj, StringComparison.Ordinal));

    public bool Equals(ReadOnlySpan<char> alternate, string other) => Count(alternate.SequenceEqual(other));

    public int GetHashCode(ReadOnlySpan<char> alternate) => Count(string.GetHashCode(alternate, StringComparison.Ordinal));

    public string Create(ReadOnlySpan<char> alternate) => alternate.ToString();

    private T Count<T>(T result)
    {
        Steps++;
        return result;
    }
}
