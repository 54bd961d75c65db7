namespace JwtKit.Cli;

/// <summary>The keys of one call that decrypts: one key in each way in which it may be used. Disposing erases them.</summary>
/// <param name="All">At least one.</param>
internal sealed record OwnedDecryptionKeys(DecryptionKey[] All) : IDisposable
{
    public void Dispose()
    {
        foreach (DecryptionKey key in All)
        {
            key.Dispose();
        }
    }
}
