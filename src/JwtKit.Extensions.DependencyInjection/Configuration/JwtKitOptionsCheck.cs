using Microsoft.Extensions.Options;

namespace JwtKit;

/// <summary>Reports all faults of the options at once, each under the full key of its setting.</summary>
internal sealed class JwtKitOptionsCheck : IValidateOptions<JwtKitOptions>
{
    public ValidateOptionsResult Validate(string? name, JwtKitOptions options)
    {
        List<string> faults = [.. options.Faults];
        foreach ((string issuer, IssuerOptions settings) in options.Issuers)
        {
            string path = $"{options.Path}:{nameof(options.Issuers)}:{issuer}";

            // Without a platform there is no telling which settings are right.
            if (!options.Faults.Exists(fault => fault.StartsWith($"{path}:{nameof(settings.Platform)}:", StringComparison.Ordinal)))
            {
                new IssuerFactory(path, faults).Check(settings)?.Dispose();
            }
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
