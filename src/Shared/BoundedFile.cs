using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace JwtKit;

/// <summary>Reads small files whole: regular ones only, without ever waiting for another program, and no more of them than is allowed.</summary>
internal static class BoundedFile
{
    private const int FirstLength = 16 * 1024;

    /// <summary>The content, in pinned memory that the caller erases.</summary>
    /// <param name="path">A regular file, or a link to one.</param>
    /// <param name="maximumLength">In bytes.</param>
    /// <param name="shown">How messages name the path that is given.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">It is no regular file, is too long, or cannot be read. As with the next two, the message is for users.</exception>
    /// <exception cref="UnauthorizedAccessException">The process may not read it.</exception>
    /// <exception cref="ArgumentException">The path is empty, or holds a NUL.</exception>
    public static byte[] Read(string path, int maximumLength, Func<string, string> shown)
    {
        string full = Path.GetFullPath(path);
        using SafeFileHandle file = RegularFile.Open(full, () => shown(path));
        byte[] buffer = Allocate(Math.Min(FirstLength, maximumLength + 1));
        int length = 0;
        try
        {
            // The length is not asked for: that of a file under /proc says nothing.
            while (RandomAccess.Read(file, buffer.AsSpan(length), length) is > 0 and int read)
            {
                length += read;
                if (length > maximumLength)
                {
                    throw new IOException($"the file {shown(path)} is too long; at most {maximumLength} bytes are read.");
                }

                if (length == buffer.Length)
                {
                    byte[] larger = Allocate((int)Math.Min(buffer.Length * 2L, maximumLength + 1L));
                    buffer.CopyTo(larger, 0);
                    CryptographicOperations.ZeroMemory(buffer);
                    buffer = larger;
                }
            }

            byte[] content = Allocate(length);
            buffer.AsSpan(0, length).CopyTo(content);
            return content;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    private static byte[] Allocate(int length) => GC.AllocateUninitializedArray<byte>(length, pinned: true);
}
