namespace JwtKit;

/// <summary>A payload is longer than its limit.</summary>
internal sealed class PayloadTooLongException(int limit) : InvalidOperationException($"The payload has more than {limit} bytes, which is the limit here; MaximumLength of the payload encryption raises it.");
