namespace JwtKit.Cli;

/// <summary>How much is held in memory at once, for the forms that cannot be read in pieces: nothing of a JWE may be handed out before all of it is authenticated.</summary>
internal static class MemoryLimit
{
    /// <summary>The longest content, in bytes: 32 MiB.</summary>
    public const int Content = 32 * 1024 * 1024;

    /// <summary>The longest message, in bytes of its text: 64 MiB, which has room for the longest content.</summary>
    public const int Message = PayloadEnvelope.DefaultMaximumLength;
}
