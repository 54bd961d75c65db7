namespace JwtKit;

/// <summary>Whether every message that is accepted fits into the memory for payloads.</summary>
internal static class PayloadMemoryCheck
{
    /// <param name="options">The options.</param>
    /// <param name="longestOfEndpoints">The longest message that an endpoint accepts, in bytes; 0 before there is one.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static void NoteFaults(JwtKitOptions options, int longestOfEndpoints, ICollection<string> faults)
    {
        if (options.MaximumPayloadMemory is not { } memory)
        {
            return;
        }

        int longest = Math.Max(PayloadBudget.LongestMessage(options), longestOfEndpoints);
        long needed = Math.Max(PayloadBudget.LeastLimit, (long)longest * PayloadBudget.LeastMessages);
        if (memory < needed)
        {
            faults.Add(needed == PayloadBudget.LeastLimit
                ? $"{options.PayloadMemoryPath}: is {memory}; at least {needed} bytes are needed."
                : $"{options.PayloadMemoryPath}: is {memory}; at least {needed} bytes are needed, {PayloadBudget.LeastMessages} times the longest message that is accepted ({nameof(EnvelopeOptions.MaximumLength)} {longest}).");
        }
    }
}
