using System.Diagnostics.CodeAnalysis;

namespace JwtKit;

/// <summary>The result of a validation: a token or a failure, never both. Immutable and safe for concurrent use.</summary>
[SuppressMessage("Performance", "CA1815:Override equals and operator equals on value types", Justification = "Outcomes are looked at, not compared.")]
public readonly struct ValidationOutcome
{
    private static readonly TokenFailure NothingValidated = new(TokenFailureCodes.Malformed, "Nothing was validated.");

    private readonly TokenFailure? failure;

    internal ValidationOutcome(ValidatedToken token) => Token = token;

    internal ValidationOutcome(TokenFailure failure) => this.failure = failure;

    /// <summary>Whether the token met the whole policy.</summary>
    [MemberNotNullWhen(true, nameof(Token))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool Succeeded => Token is not null;

    /// <summary>The token, if it was accepted.</summary>
    public ValidatedToken? Token { get; }

    /// <summary>Why it was refused, if it was.</summary>
    public TokenFailure? Failure => Succeeded ? null : failure ?? NothingValidated;

    /// <summary>"accepted", or the failure.</summary>
    public override string ToString() => Succeeded ? "accepted" : Failure.ToString();
}
