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

/// <summary>What every use of a disposed key throws.</summary>
internal static class DisposedKey
{
    public static ObjectDisposedException Exception() =>
        new("key", "The key was disposed; a key must live as long as whatever signs or validates with it.");
}
