namespace JwtKit;

/// <summary>Why a request with an encrypted payload goes no further, in words that say nothing of the payload.</summary>
internal sealed record Refusal(int Status, string Code, string Title, string? Detail = null);
