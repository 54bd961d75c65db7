namespace JwtKit;

/// <summary>There is no room for a payload among those of all requests under way.</summary>
internal sealed class PayloadMemoryException()
    : InvalidOperationException($"The payloads of all requests under way leave no room for this one; {nameof(JwtKitOptions.MaximumPayloadMemory)} of JwtKit sets how many bytes they may take together.");
