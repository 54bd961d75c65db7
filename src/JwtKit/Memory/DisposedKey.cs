namespace JwtKit;

/// <summary>What every use of a disposed key throws.</summary>
internal static class DisposedKey
{
    public static ObjectDisposedException Exception() =>
        new("key", "The key was disposed; a key must live as long as whatever signs or validates with it.");
}
