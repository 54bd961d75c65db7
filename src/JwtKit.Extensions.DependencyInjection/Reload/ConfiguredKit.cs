using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace JwtKit;

/// <summary>Everything that one configuration describes, made and ready for use.</summary>
internal sealed record ConfiguredKit(
    IReadOnlyDictionary<string, TokenIssuer> Issuers, IReadOnlyDictionary<string, TokenValidator> Validators, IReadOnlyDictionary<string, ConfiguredEnvelope> Envelopes) : IDisposable
{
    public void Dispose()
    {
        foreach (IDisposable made in Issuers.Values.Concat<IDisposable>(Validators.Values).Concat(Envelopes.Values))
        {
            made.Dispose();
        }
    }

    /// <summary>Makes it, with what the host has to offer.</summary>
    internal sealed class Maker(
        IReplayStore replayStore, JwksResolvers jwks, SkippedKeys skippedKeys, TimeProvider timeProvider, JwtKitTelemetry telemetry, ILoggerFactory loggers)
    {
        private readonly MeasuredReplayStore replayStore = new(replayStore, telemetry);
        private readonly ILogger<TokenIssuer> logger = loggers.CreateLogger<TokenIssuer>();

        /// <exception cref="OptionsValidationException">There are faults. The options were checked before, so a file has changed in between.</exception>
        public ConfiguredKit Make(JwtKitOptions options)
        {
            List<string> faults = [];
            Dictionary<string, TokenIssuer> issuers = new(StringComparer.OrdinalIgnoreCase);
            Dictionary<string, TokenValidator> validators = new(StringComparer.OrdinalIgnoreCase);
            Dictionary<string, ConfiguredEnvelope> envelopes = new(StringComparer.OrdinalIgnoreCase);
            Dictionary<string, IReadOnlyList<SkippedJwk>> skipped = new(StringComparer.OrdinalIgnoreCase);
            foreach ((string name, IssuerOptions settings) in options.Issuers)
            {
                if (new IssuerFactory(options.PathOf(name), faults, options.HasSection).Check(settings) is { } key)
                {
                    issuers[name] = new TokenIssuer(name, settings, key, timeProvider, telemetry, logger);
                }
            }

            foreach ((string name, ValidatorOptions settings) in options.Validators)
            {
                if (new ValidatorFactory(options.PathOfValidator(name), faults, replayStore, jwks).Make(settings) is { } policy)
                {
                    validators[name] = new TokenValidator(name, policy, timeProvider, telemetry);
                    skipped[$"{options.PathOfValidator(name)}:{nameof(settings.KeyFile)}"] = policy.Skipped;
                }
            }

            foreach ((string name, EnvelopeOptions settings) in options.Envelopes)
            {
                if (new EnvelopeFactory(options.PathOfEnvelope(name), faults, options.HasSection).Make(settings) is { } envelope)
                {
                    envelopes[name] = envelope;
                }
            }

            ConfiguredKit kit = new(issuers, validators, envelopes);
            if (faults.Count == 0)
            {
                foreach (TokenIssuer issuer in issuers.Values)
                {
                    issuer.WarnOfNearLimit();
                }

                foreach ((string path, IReadOnlyList<SkippedJwk> keys) in skipped)
                {
                    skippedKeys.Note(path, keys);
                }

                return kit;
            }

            kit.Dispose();
            throw new OptionsValidationException(Options.DefaultName, typeof(JwtKitOptions), faults);
        }
    }
}
