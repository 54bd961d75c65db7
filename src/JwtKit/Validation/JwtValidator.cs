namespace JwtKit;

/// <summary>Checks tokens, signed or signed and encrypted, against a policy, completely (RFC 7519 section 7.2, RFC 8725). Refusal is a value: no token makes it throw.</summary>
/// <remarks>Safe for concurrent use; keep one for the life of the application.</remarks>
public sealed class JwtValidator
{
    private readonly PreparedPolicy? policy;
    private readonly IPolicySource? source;
    private readonly DecryptionKeys policyKeys = new([], ContentEncryption.All, KeyTries.Default);
    private readonly TokenChecks checks;

    /// <summary>A validator for one policy.</summary>
    /// <param name="policy">Checked now.</param>
    /// <param name="timeProvider">The clock; the system's by default.</param>
    /// <exception cref="ArgumentException">The policy makes no sense; the message says why.</exception>
    public JwtValidator(ValidationPolicy policy, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        this.policy = policy.Prepare();
        checks = new TokenChecks(timeProvider ?? TimeProvider.System);
    }

    /// <summary>A validator that has the policy looked up for each token, of at most 16 KiB.</summary>
    /// <param name="policySource">Finds the policies.</param>
    /// <param name="timeProvider">The clock; the system's by default.</param>
    public JwtValidator(IPolicySource policySource, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(policySource);
        source = policySource;
        checks = new TokenChecks(timeProvider ?? TimeProvider.System);
    }

    /// <summary>
    /// A validator that opens encrypted tokens before it has the policy looked up, for a platform whose one key all its apps encrypt for. The policy that is
    /// found must list the key that opened the token among its own <see cref="ValidationPolicy.DecryptionKeys"/>.
    /// </summary>
    /// <param name="policySource">Finds the policies, by what the signed token inside says.</param>
    /// <param name="decryptionKeys">The platform's keys. Of those without an id, or for a token that names none, at most 16 are tried.</param>
    /// <param name="timeProvider">The clock; the system's by default.</param>
    /// <exception cref="ArgumentException">A key is null, or two have the same key id under the same way of key management.</exception>
    public JwtValidator(IPolicySource policySource, IReadOnlyList<DecryptionKey> decryptionKeys, TimeProvider? timeProvider = null)
        : this(policySource, timeProvider)
    {
        ArgumentNullException.ThrowIfNull(decryptionKeys);
        policyKeys = new DecryptionKeys(decryptionKeys, ContentEncryption.All, KeyTries.Default);
    }

    /// <summary>Checks a token.</summary>
    /// <param name="token">The compact form as it arrived; null counts as malformed, so that a missing header needs no code of its own.</param>
    /// <param name="cancellationToken">Ends a look-up of the policy, a fetch of keys or the wait for a replay store; a one-time token then counts as used.</param>
    /// <exception cref="ArgumentException">The policy source returned a policy that makes no sense.</exception>
    /// <exception cref="ObjectDisposedException">A key of the policy was disposed.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public ValueTask<ValidationOutcome> ValidateAsync(string? token, CancellationToken cancellationToken = default) => policy is null
        ? FindAndCheckAsync(token, cancellationToken)
        : checks.CheckAsync(token, policy, cancellationToken);

    private async ValueTask<ValidationOutcome> FindAndCheckAsync(string? token, CancellationToken cancellationToken)
    {
        if (!policyKeys.IsEmpty && CompactToken.IsEncryptedForm(token))
        {
            return await OpenFindAndCheckAsync(token, cancellationToken).ConfigureAwait(false);
        }

        if (HintReader.Read(token, out TokenHint hint) is { } failure)
        {
            return new ValidationOutcome(failure);
        }

        ValidationPolicy? found = await source!.FindAsync(hint, cancellationToken).ConfigureAwait(false);
        return found is null
            ? new ValidationOutcome(Failures.NoPolicy)
            : await checks.CheckAsync(token, found.Prepare(), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<ValidationOutcome> OpenFindAndCheckAsync(string? token, CancellationToken cancellationToken)
    {
        (OpenedToken? opened, TokenFailure? failure) =
            await TokenOpener.OpenAsync(token, policyKeys, Jwe.DefaultMaximumLength, policy: null, cancellationToken).ConfigureAwait(false);
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
                : opened.FirstContentFailure(prepared.DecryptionKeys) ?? HeaderChecks.OuterTypeFailure(prepared, opened.OuterType);
            return failure is null
                ? await checks.CheckInsideAsync(opened, prepared, cancellationToken).ConfigureAwait(false)
                : new ValidationOutcome(failure);
        }
    }
}
