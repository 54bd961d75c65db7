namespace JwtKit;

/// <summary>
/// What a body that is being read takes from its share ahead: with each chunk, before the chunk is read, the second copy while it is joined, or what opening it takes.
/// So a body that was read to its end is never refused for memory. Not safe for concurrent use.
/// </summary>
/// <remarks>To take all of it before the first byte would let uploads that send nothing hold the memory of others.</remarks>
/// <param name="share">What it is taken from; null where nothing bounds it.</param>
internal sealed class PayloadReservation(PayloadShare? share) : IDisposable
{
    private long bytes;

    /// <summary>What reading, joining and opening a body of this length take together at one time, but for what stays empty of its last chunk.</summary>
    public static long MemoryFor(int length) => length + NeededFor(length);

    /// <summary>Takes what a body of this length needs beside its chunks; false if there is no room.</summary>
    public bool TryGrow(int length)
    {
        long missing = Math.Max(0, NeededFor(length) - bytes);
        if (share?.TryTake(missing, PayloadUse.Request) == false)
        {
            return false;
        }

        bytes += missing;
        return true;
    }

    /// <summary>Gives an array out of what was taken.</summary>
    public byte[] Allocate(int length)
    {
        bytes -= length;
        return GC.AllocateUninitializedArray<byte>(length);
    }

    /// <summary>Keeps the memory of an array that is no longer in use.</summary>
    public void Keep(byte[] used) => bytes += used.Length;

    /// <summary>Leaves to the caller what the opened body holds; disposing gives back the rest.</summary>
    /// <param name="length">How long the body is.</param>
    /// <returns>How many bytes of the share are the caller's.</returns>
    public long Leave(int length)
    {
        int opened = OpenedLength(length);
        bytes -= opened;
        return opened;
    }

    public void Dispose()
    {
        share?.Give(bytes);
        bytes = 0;
    }

    /// <summary>The most that opening a text of this length takes. No encoding of bytes as text is shorter than 4/3 of them.</summary>
    private static int OpenedLength(int length) => ContentArray.RentedLength((length / 4 * 3) + 3);

    /// <summary>Joined, a content is there twice. Opened it is there once more, beside the joined one.</summary>
    private static int NeededFor(int length) => Math.Max(length, OpenedLength(length));
}
