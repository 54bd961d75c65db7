namespace JwtKit;

/// <summary>Validates the tokens of the configured apps: each by the configuration of its moment, whose keys last until it is done.</summary>
internal sealed class KoreAiTokenValidator(ConfiguredKoreAiApps apps, KoreAiTokenKind kind) : ITokenValidator
{
    public string Name => kind == KoreAiTokenKind.User ? KoreAiValidatorNames.User : KoreAiValidatorNames.Api;

    public async ValueTask<ValidationOutcome> ValidateAsync(string? token, CancellationToken cancellationToken = default)
    {
        Counted<KoreAiAppSet> set = apps.Enter();
        try
        {
            TokenValidator validator = kind == KoreAiTokenKind.User ? set.Value.Users : set.Value.Api;
            return await validator.ValidateAsync(token, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            set.Leave();
        }
    }
}
