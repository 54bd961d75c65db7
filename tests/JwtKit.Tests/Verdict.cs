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

    /// <summary>The failure's code; an acceptance or an exception comes with its token, so that it can be tried again.</summary>
    public static async Task<string> OrFault(JwtValidator validator, string token, CancellationToken cancellation)
    {
        try
        {
            return (await validator.ValidateAsync(token, cancellation)).Failure?.Code ?? "accepted: " + token;
        }
        catch (Exception fault)
        {
            return $"{fault.GetType()}: {token}";
        }
    }
}
