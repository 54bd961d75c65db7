namespace JwtKit;

/// <summary>Why a request with an encrypted payload goes no further, in words that say nothing of the payload.</summary>
/// <param name="Status">The status.</param>
/// <param name="Code">The stable code.</param>
/// <param name="Title">What happened.</param>
/// <param name="Detail">What would be right.</param>
/// <param name="RetryAfter">The value of <c>Retry-After</c> in seconds; null where another attempt would end in the same way, or would do the same once more.</param>
internal sealed record Refusal(int Status, string Code, string Title, string? Detail = null, int? RetryAfter = null);
