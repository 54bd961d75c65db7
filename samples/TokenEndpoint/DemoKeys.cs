using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace JwtKit.Samples.TokenEndpoint;

/// <summary>Makes each secret and key that no configuration source has set, so that the sample runs by itself. For development only.</summary>
internal sealed partial class DemoKeys(ILogger<DemoKeys> logger) : IPostConfigureOptions<JwtKitOptions>
{
    private const int SecretBytes = 64;

    // The configuration is read again when it changes; what was made for it before stays.
    private readonly ConcurrentDictionary<(string Issuer, string Algorithm, string? KeyId), SigningKey> signingKeys = new();
    private readonly ConcurrentDictionary<(string Issuer, string KeyManagement), EncryptionKey> platformKeys = new();

    public void PostConfigure(string? name, JwtKitOptions options)
    {
        foreach ((string issuer, IssuerOptions settings) in options.Issuers)
        {
            MakeEncryptionKey(issuer, settings.Encryption);
            if (settings.Secret is not null || settings.SecretFile is not null || settings.KeyFile is not null || settings.SigningKey is not null)
            {
                continue;
            }

            if (!SignatureAlgorithm.TryParse(settings.Algorithm ?? SignatureAlgorithm.Hs256.Name, out SignatureAlgorithm? algorithm))
            {
                // JwtKit reports the wrong name by itself.
                continue;
            }

            try
            {
                settings.SigningKey = signingKeys.GetOrAdd((issuer, algorithm.Name, settings.KeyId), key => MakeSigningKey(key.Issuer, algorithm, key.KeyId));
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
        if (algorithm.IsSymmetric)
        {
            SigningKey secret = SigningKey.FromSecret(algorithm, Secret.Generate(SecretBytes), keyId);
            LogSecret(logger, issuer);
            return secret;
        }

        SigningKey key = SigningKey.FromPrivateKey(algorithm, RsaPrivateKey.Generate(), keyId);
        LogKey(logger, issuer);
        return key;
    }

    /// <summary>Stands for the key that a platform would show. Its private half is not kept, so nobody reads what is encrypted for it.</summary>
    private void MakeEncryptionKey(string issuer, IssuerEncryptionOptions? encryption)
    {
        if (encryption is { KeyFile: null, EncryptionKey: null } && KeyManagement.TryParse(encryption.KeyManagement, out KeyManagement? keyManagement)
            && keyManagement != KeyManagement.Direct)
        {
            encryption.EncryptionKey = platformKeys.GetOrAdd((issuer, keyManagement.Name), _ => MakePlatformKey(issuer, keyManagement));
        }
    }

    private EncryptionKey MakePlatformKey(string issuer, KeyManagement keyManagement)
    {
        using RsaPrivateKey key = RsaPrivateKey.Generate();
        LogPlatformKey(logger, issuer);
        return EncryptionKey.FromPublicKey(keyManagement, key.GetPublicKey(), key.Thumbprint);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "JwtKit:Issuers:{Issuer}:Secret is not set: made a secret that lasts until this program stops.")]
    private static partial void LogSecret(ILogger logger, string issuer);

    [LoggerMessage(Level = LogLevel.Information, Message = "JwtKit:Issuers:{Issuer}:KeyFile is not set: made an RSA key that lasts until this program stops.")]
    private static partial void LogKey(ILogger logger, string issuer);

    [LoggerMessage(Level = LogLevel.Information, Message = "JwtKit:Issuers:{Issuer}:Encryption:KeyFile is not set: made a platform key that lasts until this program stops.")]
    private static partial void LogPlatformKey(ILogger logger, string issuer);
}

internal static class DemoKeysExtensions
{
    public static void AddDemoKeys(this IServiceCollection services) =>
        services.AddSingleton<IPostConfigureOptions<JwtKitOptions>, DemoKeys>();
}
