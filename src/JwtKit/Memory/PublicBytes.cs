namespace JwtKit;

/// <summary>Equality of bytes that everyone may know, such as names and claims. It ends at the first difference, and so is no way to compare a tag or a secret.</summary>
internal static class PublicBytes
{
#pragma warning disable RS0030 // The one place where the banned comparison is right.
    public static bool AreEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => left.SequenceEqual(right);
#pragma warning restore RS0030
}
