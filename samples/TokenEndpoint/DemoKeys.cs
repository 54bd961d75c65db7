using Microsoft.Extensions.Options;

namespace JwtKit.Samples.TokenEndpoint;

/// <summary>Makes each secret and key that no configuration source has set, so that the sample runs by itself. For development only.</summary>
internal sealed partial class DemoKeys(ILogger<DemoKeys> logger) : IPostConfigureOptions<JwtKitOptions>
{
    private const int SecretBytes = 64;

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
                settings.SigningKey = algorithm.IsSymmetric
                    ? SigningKey.FromSecret(algorithm, Secret.Generate(SecretBytes), settings.KeyId)
                    : SigningKey.FromPrivateKey(algorithm, RsaPrivateKey.Generate(), settings.KeyId);
            }
            catch (ArgumentException e) when (e.ParamName == "keyId")
            {
                throw new OptionsValidationException(
                    Options.DefaultName, typeof(JwtKitOptions), [$"JwtKit:Issuers:{issuer}:KeyId: is not acceptable: 1 to 256 printable characters are needed."]);
            }

            if (algorithm.IsSymmetric)
            {
                LogSecret(logger, issuer);
            }
            else
            {
                LogKey(logger, issuer);
            }
        }
    }

    /// <summary>Stands for the key that a platform would show. Its private half is not kept, so nobody reads what is encrypted for it.</summary>
    private void MakeEncryptionKey(string issuer, IssuerEncryptionOptions? encryption)
    {
        if (encryption is { KeyFile: null, EncryptionKey: null } && KeyManagement.TryParse(encryption.KeyManagement, out KeyManagement? keyManagement)
            && keyManagement != KeyManagement.Direct)
        {
            using RsaPrivateKey key = RsaPrivateKey.Generate();
            encryption.EncryptionKey = EncryptionKey.FromPublicKey(keyManagement, key.GetPublicKey(), key.Thumbprint);
            LogPlatformKey(logger, issuer);
        }
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
