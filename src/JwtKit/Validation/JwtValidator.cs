namespace JwtKit;

/// <summary>Checks signed tokens against a policy, completely (RFC 7519 section 7.2, RFC 8725). Refusal is a value: no token makes it throw.</summary>
/// <remarks>Safe for concurrent use; keep one for the life of the application.</remarks>
public sealed class JwtValidator
{
    private readonly PreparedPolicy? policy;
    private readonly IPolicySource? source;
    private readonly TimeProvider timeProvider;

    /// <summary>A validator for one policy.</summary>
    /// <param name="policy">Checked now.</param>
    /// <param name="timeProvider">The clock; the system's by default.</param>
    /// <exception cref="ArgumentException">The policy makes no sense; the message says why.</exception>
    public JwtValidator(ValidationPolicy policy, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        this.policy = policy.Prepare();
        this.timeProvider = timeProvider ?? TimeProvider.System;
    }

    /// <summary>A validator that has the policy looked up for each token, of at most 16 KiB.</summary>
    /// <param name="policySource">Finds the policies.</param>
    /// <param name="timeProvider">The clock; the system's by default.</param>
    public JwtValidator(IPolicySource policySource, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(policySource);
        source = policySource;
        this.timeProvider = timeProvider ?? TimeProvider.System;
    }

    /// <summary>Checks a token.</summary>
    /// <param name="token">The compact form as it arrived; null counts as malformed, so that a missing header needs no code of its own.</param>
    /// <param name="cancellationToken">Ends a look-up of the policy.</param>
    /// <exception cref="ArgumentException">The policy source returned a policy that makes no sense.</exception>
    /// <exception cref="ObjectDisposedException">A key of the policy was disposed.</exception>
    /// <exception cref="OperationCanceledException">The look-up was cancelled.</exception>
    public ValueTask<ValidationOutcome> ValidateAsync(string? token, CancellationToken cancellationToken = default) => policy is not null
        ? new ValueTask<ValidationOutcome>(Validate(token, policy))
        : FindAndValidateAsync(token, cancellationToken);

    private async ValueTask<ValidationOutcome> FindAndValidateAsync(string? token, CancellationToken cancellationToken)
    {
        if (ReadHint(token, out TokenHint hint) is { } failure)
        {
            return new ValidationOutcome(failure);
        }

        ValidationPolicy? found = await source!.FindAsync(hint, cancellationToken).ConfigureAwait(false);
        return found is null ? new ValidationOutcome(Failures.NoPolicy) : Validate(token, found.Prepare());
    }

    private static TokenFailure? ReadHint(string? token, out TokenHint hint)
    {
        hint = default;
        TokenScratch scratch = TokenScratch.Rent();
        try
        {
            JwsFault fault = ParsedJws.Parse(token, Jws.DefaultMaximumLength, scratch, out ParsedJws parsed);
            if (fault != JwsFault.None)
            {
                return Failures.Of(fault);
            }

            if (!parsed.TryDecodePayload(out byte[]? payload))
            {
                return Failures.Malformed;
            }

            return HintReader.TryRead(parsed.Header, payload, out hint) ? null : Failures.InvalidClaims;
        }
        finally
        {
            scratch.EraseAndReturn();
        }
    }

    private ValidationOutcome Validate(string? token, PreparedPolicy prepared)
    {
        TokenScratch scratch = TokenScratch.Rent();
        try
        {
            JwsFault fault = ParsedJws.Parse(token, prepared.MaximumLength, scratch, out ParsedJws parsed);
            if (fault != JwsFault.None)
            {
                return new ValidationOutcome(Failures.Of(fault));
            }

            TokenFailure? failure = KeySelection.Verify(prepared, in parsed, out VerificationKey? key) ?? HeaderChecks.FirstFailure(prepared, parsed.Header);
            return failure is null ? CheckClaims(prepared, in parsed, key!) : new ValidationOutcome(failure);
        }
        finally
        {
            scratch.EraseAndReturn();
        }
    }

    private ValidationOutcome CheckClaims(PreparedPolicy prepared, in ParsedJws parsed, VerificationKey key)
    {
        if (!parsed.TryDecodePayload(out byte[]? payload))
        {
            return new ValidationOutcome(Failures.Malformed);
        }

        TokenFailure? failure = ReceivedClaims.Read(payload, prepared.RequiredClaims, out ReceivedClaims claims)
            ?? ClaimChecks.FirstFailure(prepared, payload, in claims, timeProvider.GetUtcNow());
        return failure is null
            ? new ValidationOutcome(new ValidatedToken(payload, in claims, key))
            : new ValidationOutcome(failure);
    }
}
