using System.Security.Cryptography;
using System.Text;

namespace JwtKit;

/// <summary>The files that a configuration names. Their content is compared, not their times: a mounted secret changes by a link that is turned elsewhere.</summary>
internal sealed class WatchedFiles
{
    private readonly string[] paths;
    private string used;
    private string? seen;

    /// <param name="paths">The files. They are looked at now, before anything is made from them, so that a change in between is noticed.</param>
    public WatchedFiles(IEnumerable<string> paths)
    {
        this.paths = [.. paths.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        used = Look();
    }

    /// <summary>
    /// Whether the files have changed since they were used, and have come to rest: one that is still being written differs from look to look, and half a
    /// secret is a secret too.
    /// </summary>
    public bool HaveChanged()
    {
        string now = Look();
        bool isSettled = now == seen;
        seen = now;
        if (now == used || !isSettled)
        {
            return false;
        }

        used = now;
        return true;
    }

    private string Look()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string path in paths)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{path}\0"));
            hash.AppendData(DigestOf(path));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>A digest of the content; one byte for a file that cannot be read.</summary>
    private static byte[] DigestOf(string path)
    {
        try
        {
            return KeyFiles.Digest(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [0];
        }
    }
}
