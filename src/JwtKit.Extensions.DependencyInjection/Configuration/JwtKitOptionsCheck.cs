using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace JwtKit;

/// <summary>Reports all faults of the options at once, each under the full key of its setting.</summary>
internal sealed class JwtKitOptionsCheck(IServiceProvider services, JwksResolvers jwks, PayloadBudget payloads) : IValidateOptions<JwtKitOptions>
{
    public ValidateOptionsResult Validate(string? name, JwtKitOptions options)
    {
        List<string> faults = [];
        foreach ((string issuer, IssuerOptions settings) in options.Issuers)
        {
            string path = options.PathOf(issuer);

            // Without a platform there is no telling which settings are right.
            if (!options.Faults.Exists(fault => IsAbout($"{path}:{nameof(settings.Platform)}", fault)))
            {
                new IssuerFactory(path, faults, options.HasSection).Check(settings)?.Dispose();
            }
        }

        foreach ((string validator, ValidatorOptions settings) in options.Validators)
        {
            new ValidatorFactory(options.PathOfValidator(validator), faults, services.GetRequiredService<IReplayStore>(), jwks).Make(settings)?.Dispose();
        }

        foreach ((string envelope, EnvelopeOptions settings) in options.Envelopes)
        {
            new EnvelopeFactory(options.PathOfEnvelope(envelope), faults, options.HasSection).Make(settings)?.Dispose();
        }

        foreach (EnvelopeUse use in services.GetServices<EnvelopeUse>().Distinct())
        {
            use.NoteFaults(options, faults);
        }

        foreach (TokenClientUse use in services.GetServices<TokenClientUse>().Distinct())
        {
            use.NoteFaults(options, faults);
        }

        PayloadMemoryCheck.NoteFaults(options, payloads.LongestOfEndpoints, faults);
        ReplayOptionsCheck.NoteFaults(options, services, faults);

        // What could not be read is not missing as well.
        faults.RemoveAll(fault => options.Faults.Exists(unread => IsAbout(SettingOf(unread), fault)));
        faults.InsertRange(0, options.Faults.Distinct());
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static string SettingOf(string fault) => fault[..fault.IndexOf(": ", StringComparison.Ordinal)];

    private static bool IsAbout(string setting, string fault) => fault.StartsWith(setting + ": ", StringComparison.Ordinal);
}
