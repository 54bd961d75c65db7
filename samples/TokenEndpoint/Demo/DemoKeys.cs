using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace JwtKit.Samples.TokenEndpoint;

/// <summary>
/// Gives each issuer the secret or key that no configuration source has set, so that the sample runs by itself: those of Kore.ai from the folder that
/// samples/KorePlatform reads too, other secrets in memory. For development only.
/// </summary>
internal sealed partial class DemoKeys(DemoFiles files, ILogger<DemoKeys> logger) : IPostConfigureOptions<JwtKitOptions>
{
    private const int SecretBytes = 64;

    // The configuration is read again when it changes; what was made for it before stays.
    private readonly ConcurrentDictionary<(string Issuer, string Algorithm, string? KeyId), SigningKey> made = new();

    public void PostConfigure(string? name, JwtKitOptions options)
    {
        foreach ((string issuer, IssuerOptions settings) in options.Issuers)
        {
            if (settings.Encryption is { KeyFile: null, EncryptionKey: null } encryption)
            {
                encryption.KeyFile = files[DemoFiles.PlatformJwk];
            }

            // JwtKit reports a wrong name by itself.
            if (settings is { Secret: null, SecretFile: null, KeyFile: null, SigningKey: null }
                && SignatureAlgorithm.TryParse(settings.Algorithm ?? SignatureAlgorithm.Hs256.Name, out SignatureAlgorithm? algorithm))
            {
                SetKey(issuer, settings, algorithm);
            }
        }
    }

    private void SetKey(string issuer, IssuerOptions settings, SignatureAlgorithm algorithm)
    {
        if (!algorithm.IsSymmetric)
        {
            settings.KeyFile = files[DemoFiles.AppKey];
        }
        else if (settings.Platform is TokenPlatform.KoreAiUser or TokenPlatform.KoreAiApi)
        {
            settings.SecretFile = files[algorithm == SignatureAlgorithm.Hs256 ? DemoFiles.ClientSecret : DemoFiles.LongClientSecret];
        }
        else
        {
            try
            {
                settings.SigningKey = made.GetOrAdd((issuer, algorithm.Name, settings.KeyId), key => MakeSigningKey(key.Issuer, algorithm, key.KeyId));
            }
            catch (ArgumentException e) when (e.ParamName == "keyId")
            {
                throw new OptionsValidationException(
                    Options.DefaultName, typeof(JwtKitOptions), [$"JwtKit:Issuers:{issuer}:KeyId: is not acceptable: 1 to 256 printable characters are needed."]);
            }
        }
    }

    private SigningKey MakeSigningKey(string issuer, SignatureAlgorithm algorithm, string? keyId)
    {
        SigningKey key = SigningKey.FromSecret(algorithm, Secret.Generate(SecretBytes), keyId);
        LogSecret(logger, issuer);
        return key;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "JwtKit:Issuers:{Issuer}:Secret is not set: made a secret that lasts until this program stops.")]
    private static partial void LogSecret(ILogger logger, string issuer);
}

internal static class DemoKeysExtensions
{
    public static void AddDemoKeys(this IServiceCollection services)
    {
        services.AddDemoFolder();
        services.AddSingleton<IPostConfigureOptions<JwtKitOptions>, DemoKeys>();
    }
}
