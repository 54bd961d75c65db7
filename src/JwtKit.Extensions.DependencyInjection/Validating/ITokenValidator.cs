namespace JwtKit;

/// <summary>Validates one kind of token by the policy of its configuration, also while that changes.</summary>
/// <remarks>A singleton, injected by name: <c>[FromKeyedServices("own")] ITokenValidator validator</c>. Safe for concurrent use.</remarks>
public interface ITokenValidator
{
    /// <summary>The validator's name in the configuration.</summary>
    string Name { get; }

    /// <summary>Checks a token.</summary>
    /// <param name="token">The compact form as it arrived; null counts as malformed.</param>
    /// <param name="cancellationToken">Ends a fetch of keys or the wait for a replay store; a one-time token then counts as used.</param>
    /// <exception cref="InvalidOperationException">The configuration has no such validator any more.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    ValueTask<ValidationOutcome> ValidateAsync(string? token, CancellationToken cancellationToken = default);
}
