using System.Buffers;

namespace JwtKit;

/// <summary>
/// Arrays for content of any length. Those up to 32 MiB come from the shared pool, because allocating them anew makes messages of 1 MiB and more slower. Longer ones are left
/// to the garbage collector: the pool would keep what a single load has needed.
/// </summary>
internal static class ContentArray
{
    /// <summary>32 MiB, a size of the pool, which rounds up to the next power of two.</summary>
    public const int LongestPooled = 32 * 1024 * 1024;

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
