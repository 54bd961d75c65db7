namespace JwtKit;

/// <summary>
/// How many keys are tried for one message that does not name its key. A try is a cryptographic operation; a key of another algorithm costs none and does not count.
/// </summary>
internal static class KeyTries
{
    public const int Default = 16;

    /// <summary>More would let a single message take a second, at a millisecond for each decryption with RSA.</summary>
    public const int Maximum = 1000;

    /// <summary>What is wrong with a limit, in words that follow its name; null for a good one.</summary>
    public static string? FaultOf(int limit) => limit is >= 1 and <= Maximum
        ? null
        : $"is {limit}; 1 to {Maximum} are accepted, because each try is a cryptographic operation that any sender can ask for.";
}
