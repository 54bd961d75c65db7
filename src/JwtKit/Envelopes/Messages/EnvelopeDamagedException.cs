namespace JwtKit;

/// <summary>The rest of an envelope that is being read is damaged or missing: what was read of its payload must be discarded. Nothing says what is wrong.</summary>
public sealed class EnvelopeDamagedException : IOException
{
    internal EnvelopeDamagedException()
        : base("The envelope is damaged or was cut off; discard what was read of its payload.")
    {
    }
}
