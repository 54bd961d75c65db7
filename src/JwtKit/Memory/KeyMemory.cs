namespace JwtKit;

/// <summary>Memory for key material: pinned, so that the garbage collector leaves no copies behind when it compacts.</summary>
internal static class KeyMemory
{
    public static byte[] Allocate(int length) => GC.AllocateUninitializedArray<byte>(length, pinned: true);

    public static byte[] Copy(byte[] bytes)
    {
        byte[] copy = Allocate(bytes.Length);
        bytes.CopyTo(copy, 0);
        return copy;
    }
}
