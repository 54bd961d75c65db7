namespace JwtKit.Samples.KorePlatform;

/// <summary>Shows the platform's public keys, as its pages show them to whoever registers an app: what tokens, and what payloads, are to be encrypted for.</summary>
internal static class PublicKeys
{
    public static void MapPublicKeys(this IEndpointRouteBuilder routes)
    {
        IConfiguration configuration = routes.ServiceProvider.GetRequiredService<IConfiguration>();
        routes.MapGet("/jwk", () => Show(configuration.GetSection("KorePlatform:Keys"), "DecryptionKeyFile", "DecryptionKeyPassword", "DecryptionKeyId"));
        routes.MapGet("/payload-jwk", () => Show(configuration.GetSection("JwtKit:Envelopes:public-api"), "PrivateKeyFile", "PrivateKeyPassword", "KeyId"));
    }

    /// <summary>Read anew each time: the file may have been replaced.</summary>
    private static IResult Show(IConfigurationSection section, string file, string password, string keyId)
    {
        if (section[file] is not { Length: > 0 } path)
        {
            return PlatformError.Of(StatusCodes.Status404NotFound, "The platform has no such key.");
        }

        using RsaPrivateKey key = RsaPrivateKey.FromPem(File.ReadAllText(path), section[password]);
        using Jwk jwk = key.GetPublicKey().ToJwk(section[keyId] ?? key.Thumbprint);
        return Results.Text(jwk.ToJson(), "application/json");
    }
}
