namespace JwtKit;

/// <summary>A validator with the keys that it owns.</summary>
internal sealed class TokenValidator(ConfiguredPolicy policy, TimeProvider timeProvider) : IDisposable
{
    private readonly JwtValidator validator = new(policy.Policy, timeProvider);

    public ValueTask<ValidationOutcome> ValidateAsync(string? token, CancellationToken cancellationToken) => validator.ValidateAsync(token, cancellationToken);

    public void Dispose() => policy.Dispose();
}
