namespace JwtKit;

/// <summary>Checks tokens, signed or signed and encrypted, against a policy, completely (RFC 7519 section 7.2, RFC 8725). Refusal is a value: no token makes it throw.</summary>
/// <remarks>Safe for concurrent use; keep one for the life of the application.</remarks>
public sealed class JwtValidator
{
    private readonly PreparedPolicy? policy;
    private readonly IPolicySource? source;
    private readonly DecryptionKeys doorKeys = new([]);
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

    /// <summary>
    /// A validator that opens encrypted tokens before it has the policy looked up, for a platform whose one key all its apps encrypt for. The policy that is
    /// found must list the key that opened the token among its own <see cref="ValidationPolicy.DecryptionKeys"/>.
    /// </summary>
    /// <param name="policySource">Finds the policies, by what the signed token inside says.</param>
    /// <param name="decryptionKeys">The platform's keys.</param>
    /// <param name="timeProvider">The clock; the system's by default.</param>
    /// <exception cref="ArgumentException">A key is null, or two have the same key id under the same way of key management.</exception>
    public JwtValidator(IPolicySource policySource, IReadOnlyList<DecryptionKey> decryptionKeys, TimeProvider? timeProvider = null)
        : this(policySource, timeProvider)
    {
        ArgumentNullException.ThrowIfNull(decryptionKeys);
        doorKeys = new DecryptionKeys(decryptionKeys);
    }

    /// <summary>Checks a token.</summary>
    /// <param name="token">The compact form as it arrived; null counts as malformed, so that a missing header needs no code of its own.</param>
    /// <param name="cancellationToken">Ends a look-up of the policy.</param>
    /// <exception cref="ArgumentException">The policy source returned a policy that makes no sense.</exception>
    /// <exception cref="ObjectDisposedException">A key of the policy was disposed.</exception>
    /// <exception cref="OperationCanceledException">The look-up was cancelled.</exception>
    public ValueTask<ValidationOutcome> ValidateAsync(string? token, CancellationToken cancellationToken = default) => policy is null
        ? FindAndValidateAsync(token, cancellationToken)
        : ValidateAsync(token, policy, cancellationToken);

    private ValueTask<ValidationOutcome> ValidateAsync(string? token, PreparedPolicy prepared, CancellationToken cancellationToken)
    {
        if (!prepared.DecryptionKeys.IsEmpty)
        {
            return OpenAndValidateAsync(token, prepared, cancellationToken);
        }

        return new ValueTask<ValidationOutcome>(
            CompactText.IsEncryptedForm(token) ? new ValidationOutcome(TokenOpener.RefuseEncrypted(token, prepared.MaximumEncryptedLength)) : Validate(token, prepared));
    }

    private async ValueTask<ValidationOutcome> OpenAndValidateAsync(string? token, PreparedPolicy prepared, CancellationToken cancellationToken)
    {
        (OpenedToken? opened, TokenFailure? failure) =
            await TokenOpener.OpenAsync(token, prepared.DecryptionKeys, prepared.MaximumEncryptedLength, cancellationToken).ConfigureAwait(false);
        using (opened)
        {
            return opened is null ? new ValidationOutcome(failure!) : ValidateInside(opened, prepared);
        }
    }

    private async ValueTask<ValidationOutcome> FindAndValidateAsync(string? token, CancellationToken cancellationToken)
    {
        if (!doorKeys.IsEmpty && CompactText.IsEncryptedForm(token))
        {
            return await OpenFindAndValidateAsync(token, cancellationToken).ConfigureAwait(false);
        }

        if (HintReader.Read(token, out TokenHint hint) is { } failure)
        {
            return new ValidationOutcome(failure);
        }

        ValidationPolicy? found = await source!.FindAsync(hint, cancellationToken).ConfigureAwait(false);
        return found is null
            ? new ValidationOutcome(Failures.NoPolicy)
            : await ValidateAsync(token, found.Prepare(), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<ValidationOutcome> OpenFindAndValidateAsync(string? token, CancellationToken cancellationToken)
    {
        (OpenedToken? opened, TokenFailure? failure) =
            await TokenOpener.OpenAsync(token, doorKeys, Jwe.DefaultMaximumLength, cancellationToken).ConfigureAwait(false);
        using (opened)
        {
            if (opened is null || (failure = HintReader.ReadInside(opened, out TokenHint hint)) is not null)
            {
                return new ValidationOutcome(failure!);
            }

            if (await source!.FindAsync(hint, cancellationToken).ConfigureAwait(false) is not { } found)
            {
                return new ValidationOutcome(Failures.NoPolicy);
            }

            PreparedPolicy prepared = found.Prepare();
            failure = !prepared.DecryptionKeys.Contains(opened.Key) ? Failures.Encrypted
                : token!.Length > prepared.MaximumEncryptedLength ? Failures.TooLong
                : null;
            return failure is null ? ValidateInside(opened, prepared) : new ValidationOutcome(failure);
        }
    }

    private ValidationOutcome Validate(string? token, PreparedPolicy prepared)
    {
        TokenScratch scratch = TokenScratch.Rent();
        try
        {
            CompactFault fault = ParsedJws.Parse(token, prepared.MaximumLength, scratch, out ParsedJws parsed);
            return fault == CompactFault.None ? CheckSigned(prepared, in parsed) : new ValidationOutcome(Failures.Of(fault));
        }
        finally
        {
            scratch.EraseAndReturn();
        }
    }

    private ValidationOutcome ValidateInside(OpenedToken opened, PreparedPolicy prepared)
    {
        TokenScratch scratch = TokenScratch.Rent();
        try
        {
            CompactFault fault = ParsedJws.Parse(opened.Text, prepared.MaximumLength, scratch, out ParsedJws parsed);
            return fault == CompactFault.None ? CheckSigned(prepared, in parsed) : new ValidationOutcome(Failures.Of(fault));
        }
        finally
        {
            scratch.EraseAndReturn();
        }
    }

    private ValidationOutcome CheckSigned(PreparedPolicy prepared, in ParsedJws parsed)
    {
        TokenFailure? failure = KeySelection.Verify(prepared, in parsed, out VerificationKey? key) ?? HeaderChecks.FirstFailure(prepared, parsed.Header);
        return failure is null ? CheckClaims(prepared, in parsed, key!) : new ValidationOutcome(failure);
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
