namespace JwtKit.Tests;

/// <summary>What a validator says of a token.</summary>
internal static class Verdict
{
    public const string Accepted = "accepted";

    public static async Task<ValidationOutcome> Of(string? token, ValidationPolicy? policy = null, DateTimeOffset? now = null)
    {
        JwtValidator validator = new(policy ?? SamplePolicy.Make(), new FixedTimeProvider(now ?? SamplePolicy.Now));
        return await validator.ValidateAsync(token);
    }

    /// <summary>The failure's code, or <see cref="Accepted"/>.</summary>
    public static async Task<string> CodeOf(string? token, ValidationPolicy? policy = null, DateTimeOffset? now = null)
    {
        ValidationOutcome outcome = await Of(token, policy, now);
        return outcome.Failure?.Code ?? Accepted;
    }

    public static async Task<TokenFailure> FailureOf(string? token, ValidationPolicy? policy = null, DateTimeOffset? now = null)
    {
        ValidationOutcome outcome = await Of(token, policy, now);
        return outcome.Failure ?? throw new InvalidOperationException("The token was accepted.");
    }

    public static async Task<ValidatedToken> TokenOf(string? token, ValidationPolicy? policy = null, DateTimeOffset? now = null)
    {
        ValidationOutcome outcome = await Of(token, policy, now);
        return outcome.Token ?? throw new InvalidOperationException(outcome.ToString());
    }
}
