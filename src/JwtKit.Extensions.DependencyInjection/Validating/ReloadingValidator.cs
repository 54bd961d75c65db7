namespace JwtKit;

/// <summary>A validator by name: each call goes to what the configuration says at that moment, and to that alone.</summary>
internal sealed class ReloadingValidator(string name, Reloadable<LocalValidator> slot) : ITokenValidator
{
    public string Name => name;

    public ValueTask<ValidationOutcome> ValidateAsync(string? token, CancellationToken cancellationToken = default)
    {
        Lease<LocalValidator> validator = slot.Enter()
            ?? throw new InvalidOperationException($"The validator '{name}' was taken out of the configuration.");
        bool isPending = false;
        try
        {
            ValueTask<ValidationOutcome> outcome = validator.Value.ValidateAsync(token, cancellationToken);
            isPending = !outcome.IsCompleted;
            return isPending ? AwaitAsync(outcome, validator) : outcome;
        }
        finally
        {
            if (!isPending)
            {
                validator.Leave();
            }
        }
    }

    private static async ValueTask<ValidationOutcome> AwaitAsync(ValueTask<ValidationOutcome> outcome, Lease<LocalValidator> validator)
    {
        try
        {
            return await outcome.ConfigureAwait(false);
        }
        finally
        {
            validator.Leave();
        }
    }
}
