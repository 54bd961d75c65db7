using System.Buffers;

namespace JwtKit;

/// <summary>
/// Arrays for content of any length. Short ones are of the shared pool. Long ones are the collector's: the pool would keep dozens of what a single load has needed, for
/// each core and for good.
/// </summary>
internal static class ContentArray
{
    /// <summary>1 MiB, a size of the pool, which rounds up to the next power of two.</summary>
    public const int LongestPooled = 1024 * 1024;

    /// <summary>An array of at least this length that holds anything.</summary>
    public static byte[] Rent(int length) => length <= LongestPooled ? ArrayPool<byte>.Shared.Rent(length) : GC.AllocateUninitializedArray<byte>(length);

    /// <summary>Takes an array back. The caller has erased it.</summary>
    public static void Return(byte[] array)
    {
        if (array.Length <= LongestPooled)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }
}
