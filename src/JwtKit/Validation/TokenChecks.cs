namespace JwtKit;

/// <summary>All that a policy checks of a token, in order: form, encryption, signature, header, claims, and last of all whether it was used before.</summary>
internal sealed class TokenChecks(TimeProvider timeProvider)
{
    /// <summary>Checks a token as it arrived.</summary>
    public ValueTask<ValidationOutcome> CheckAsync(string? token, PreparedPolicy policy, CancellationToken cancellationToken)
    {
        if (!policy.DecryptionKeys.IsEmpty)
        {
            return OpenAndCheckAsync(token, policy, cancellationToken);
        }

        if (policy.HasFixedKeys)
        {
            ValidationOutcome outcome = Check(token, opened: null, policy, policy.Keys.Known!);
            return !outcome.Succeeded && CompactToken.IsEncryptedForm(token)
                ? RefuseEncrypted(token, policy)
                : FinishAsync(outcome, policy, cancellationToken);
        }

        return CompactToken.IsEncryptedForm(token)
            ? RefuseEncrypted(token, policy)
            : CheckWithFetchedKeysAsync(token, opened: null, policy, cancellationToken);
    }

    /// <summary>Checks the token inside of one that was opened.</summary>
    public ValueTask<ValidationOutcome> CheckInsideAsync(OpenedToken opened, PreparedPolicy policy, CancellationToken cancellationToken) => policy.HasFixedKeys
        ? FinishAsync(Check(token: null, opened, policy, policy.Keys.Known!), policy, cancellationToken)
        : CheckWithFetchedKeysAsync(token: null, opened, policy, cancellationToken);

    private async ValueTask<ValidationOutcome> OpenAndCheckAsync(string? token, PreparedPolicy policy, CancellationToken cancellationToken)
    {
        (OpenedToken? opened, TokenFailure? failure) =
            await TokenOpener.OpenAsync(token, policy.DecryptionKeys, policy.MaximumEncryptedLength, policy, cancellationToken).ConfigureAwait(false);
        using (opened)
        {
            return opened is null ? new ValidationOutcome(failure!) : await CheckInsideAsync(opened, policy, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A key that is not known yet may have been published since the last fetch; so such a token is checked again with what that brings.</summary>
    private async ValueTask<ValidationOutcome> CheckWithFetchedKeysAsync(string? token, OpenedToken? opened, PreparedPolicy policy, CancellationToken cancellationToken)
    {
        if (await policy.Keys.LoadAsync(cancellationToken).ConfigureAwait(false) is not { } keys)
        {
            return new ValidationOutcome(Failures.WithoutKeys(policy.Keys.Unavailable));
        }

        ValidationOutcome outcome = Check(token, opened, policy, keys);
        if (outcome.Failure?.Code == TokenFailureCodes.UnknownKey)
        {
            KnownKeys newer = await policy.Keys.RefreshAsync(keys, cancellationToken).ConfigureAwait(false);
            outcome = ReferenceEquals(newer, keys) ? outcome : Check(token, opened, policy, newer);
        }

        return await FinishAsync(outcome, policy, cancellationToken).ConfigureAwait(false);
    }

    private static ValueTask<ValidationOutcome> RefuseEncrypted(string? token, PreparedPolicy policy) =>
        new(new ValidationOutcome(TokenOpener.RefuseEncrypted(token, policy.MaximumEncryptedLength)));

    private ValueTask<ValidationOutcome> FinishAsync(ValidationOutcome outcome, PreparedPolicy policy, CancellationToken cancellationToken) =>
        outcome.Succeeded && policy.OneTime is not null
            ? ReplayCheck.RecordAsync(policy, outcome.Token, timeProvider, cancellationToken)
            : new ValueTask<ValidationOutcome>(outcome);

    private ValidationOutcome Check(string? token, OpenedToken? opened, PreparedPolicy policy, KnownKeys keys)
    {
        TokenScratch scratch = TokenScratch.Rent();
        try
        {
            ParseFailure fault = opened is null
                ? ParsedJws.Parse(token, policy.MaximumLength, scratch, keys.UsualHeader, keys.OtherHeaders, out ParsedJws parsed)
                : ParsedJws.Parse(opened.Text, policy.MaximumLength, scratch, keys.UsualHeader, keys.OtherHeaders, out parsed);
            return fault == ParseFailure.None ? CheckSigned(policy, keys, in parsed) : new ValidationOutcome(Failures.Of(fault));
        }
        finally
        {
            scratch.EraseAndReturn();
        }
    }

    private ValidationOutcome CheckSigned(PreparedPolicy policy, KnownKeys keys, in ParsedJws parsed)
    {
        TokenFailure? failure = KeySelection.Verify(keys, in parsed, policy.MaximumKeysTried, out VerificationKey? key) ?? HeaderChecks.FirstFailure(policy, parsed.Header);
        return failure is null ? CheckClaims(policy, in parsed, key!) : new ValidationOutcome(failure);
    }

    private ValidationOutcome CheckClaims(PreparedPolicy policy, in ParsedJws parsed, VerificationKey key)
    {
        if (!parsed.TryDecodePayload(out byte[]? payload))
        {
            return new ValidationOutcome(Failures.Malformed);
        }

        TokenFailure? failure = ReceivedClaims.Read(payload, policy.RequiredClaims, policy.Rules, out ReceivedClaims claims)
            ?? ClaimChecks.FirstFailure(policy, payload, in claims, timeProvider.GetUtcNow());
        return failure is null
            ? new ValidationOutcome(new ValidatedToken(payload, in claims, key))
            : new ValidationOutcome(failure);
    }
}
