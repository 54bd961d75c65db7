namespace JwtKit;

/// <summary>Tells the path of a file from a key that stands in its place. Such a key is printed nowhere, as a path would be.</summary>
internal static class FilePath
{
    public const string Fault = "holds a key or a certificate itself, and the path of a file is needed. Put it into a file, and the file's path here.";

    /// <summary>Whether it is PEM, also with its line breaks spelled out, or a JWK.</summary>
    public static bool IsContent(string path) =>
        path.Contains("-----BEGIN", StringComparison.Ordinal)
        || path.AsSpan().ContainsAny('\r', '\n')
        || (path.AsSpan().TrimStart().StartsWith('{') && path.Contains('"', StringComparison.Ordinal));
}
