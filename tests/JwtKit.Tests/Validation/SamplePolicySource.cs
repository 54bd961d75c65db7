namespace JwtKit.Tests;

/// <summary>A policy source that answers from a function and notes what it was asked.</summary>
internal sealed class SamplePolicySource(Func<TokenHint, ValidationPolicy?> find) : IPolicySource
{
    public List<TokenHint> Hints { get; } = [];

    public ValueTask<ValidationPolicy?> FindAsync(TokenHint hint, CancellationToken cancellationToken)
    {
        Hints.Add(hint);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(find(hint));
    }
}
