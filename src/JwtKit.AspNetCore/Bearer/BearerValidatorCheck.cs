using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace JwtKit;

/// <summary>Whether the validator that a scheme names is there.</summary>
internal sealed class BearerValidatorCheck(IServiceProvider services) : IValidateOptions<JwtKitBearerOptions>
{
    public ValidateOptionsResult Validate(string? name, JwtKitBearerOptions options)
    {
        try
        {
            using IServiceScope scope = services.CreateScope();
            ITokenValidator? validator = scope.ServiceProvider.GetKeyedService<ITokenValidator>(options.ValidatorName);
            if (validator is ReloadingValidator)
            {
                services.GetRequiredService<JwtKitRuntime>().Uses.Add(new BearerUse(name ?? string.Empty, validator.Name));
            }

            return validator is null
                ? ValidateOptionsResult.Fail($"The authentication scheme '{name}' needs JwtKit: call builder.Services.AddJwtKit(builder.Configuration.GetSection(\"JwtKit\")).")
                : ValidateOptionsResult.Success;
        }
        catch (OptionsValidationException)
        {
            // The configuration itself has faults, which are reported by themselves.
            return ValidateOptionsResult.Skip;
        }
        catch (InvalidOperationException e)
        {
            return ValidateOptionsResult.Fail($"The authentication scheme '{name}' needs the validator '{options.ValidatorName}'. {e.Message}");
        }
    }
}

/// <summary>An authentication scheme that asks a validator, so that no change takes the validator away.</summary>
internal sealed record BearerUse(string Scheme, string Validator) : IEntryUse
{
    public EntryKey Entry => EntryKey.Validator(Validator);

    public void NoteFaults(JwtKitOptions options, ICollection<string> faults)
    {
        if (!options.Validators.ContainsKey(Validator))
        {
            faults.Add($"{options.PathOfValidator(Validator)}: is missing; the authentication scheme '{Scheme}' checks tokens by it. Take the scheme out first.");
        }
    }
}
