using System.Text;
using System.Text.Json.Nodes;

namespace JwtKit.Samples.TokenEndpoint;

/// <summary>
/// Tokens that the platform refuses. JwtKit's presets do not make most of them, so their claims are put together by hand and signed through the door for
/// bytes, with the keys of the demo apps. Safe for concurrent use.
/// </summary>
internal sealed class FaultyTokens(DemoFiles files, TimeProvider timeProvider)
{
    private const string User = "john@example.com";
    private const string Caller = "reporting";

    /// <summary>Now, in seconds since 1970.</summary>
    public long Now => timeProvider.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>What JwtKit makes for an SDK user.</summary>
    public static JwtDescriptor UserToken => KoreAi.UserToken(DemoApps.Plain, User);

    /// <summary>What JwtKit makes for the public API.</summary>
    public static JwtDescriptor ApiToken => KoreAi.ApiToken(DemoApps.Plain, Caller);

    /// <summary>The claims of a sound SDK user's token, to be spoiled.</summary>
    public JsonObject UserClaims(string clientId = DemoApps.Plain) => new()
    {
        ["iat"] = Now,
        ["exp"] = Now + 300,
        ["jti"] = Guid.NewGuid().ToString(),
        ["iss"] = clientId,
        ["sub"] = User,
        ["aud"] = KoreAi.Audience,
        ["isAnonymous"] = false,
    };

    /// <summary>The claims of a sound token for the public API.</summary>
    public JsonObject ApiClaims(string clientId) => new()
    {
        ["iat"] = Now,
        ["exp"] = Now + 300,
        ["sub"] = Caller,
        ["appId"] = clientId,
    };

    /// <summary>Signs with an app's secret, by HS256 unless another algorithm is given.</summary>
    public string Sign(JsonObject claims, SignatureAlgorithm? algorithm = null)
    {
        using SigningKey key = KeyFor(algorithm ?? SignatureAlgorithm.Hs256);
        return Sign(claims, key);
    }

    /// <summary>Signs with the Client Secret decoded, as if it were base64.</summary>
    public string SignWithDecodedSecret(JsonObject claims)
    {
        using SigningKey key = SigningKey.Hs256(Secret.FromBase64(File.ReadAllText(files[DemoFiles.ClientSecret])));
        return Sign(claims, key);
    }

    /// <summary>Signs as JwtKit would, so that it checks the platform's rules.</summary>
    public string SignByRule(JwtDescriptor descriptor, SignatureAlgorithm? algorithm = null)
    {
        using SigningKey key = KeyFor(algorithm ?? SignatureAlgorithm.Hs256);
        return Jwt.Sign(descriptor, key, timeProvider);
    }

    /// <summary>Signs and encrypts as JwtKit would, so that it checks the platform's rules.</summary>
    public string EncryptByRule(KeyManagement keyManagement, ContentEncryption content)
    {
        using SigningKey key = KeyFor(SignatureAlgorithm.Hs256);
        using EncryptionKey platform = PlatformKey(keyManagement);
        return Jwt.SignAndEncrypt(UserToken, key, platform.Using(content), timeProvider);
    }

    /// <summary>Encrypts a signed token for the platform.</summary>
    public string Encrypt(string token, KeyManagement keyManagement, ContentEncryption content)
    {
        using EncryptionKey platform = PlatformKey(keyManagement);
        return Encrypt(token, platform.Using(content));
    }

    /// <summary>Encrypts a signed token for somebody else.</summary>
    public static string EncryptForAnother(string token)
    {
        using RsaPrivateKey another = RsaPrivateKey.Generate();
        using EncryptionKey key = EncryptionKey.RsaOaep(another.GetPublicKey(), another.Thumbprint);
        return Encrypt(token, key.Using(ContentEncryption.A256Gcm));
    }

    private static string Sign(JsonObject claims, SigningKey key) => Jws.Sign(Encoding.UTF8.GetBytes(claims.ToJsonString()), key, type: "JWT");

    private static string Encrypt(string token, EncryptionTarget target) => Jwe.Encrypt(Encoding.ASCII.GetBytes(token), target, type: "JWT");

    private SigningKey KeyFor(SignatureAlgorithm algorithm) => SigningKey.FromSecret(
        algorithm, Secret.FromText(File.ReadAllText(files[algorithm == SignatureAlgorithm.Hs256 ? DemoFiles.ClientSecret : DemoFiles.LongClientSecret])));

    private EncryptionKey PlatformKey(KeyManagement keyManagement)
    {
        using Jwk jwk = Jwk.Parse(File.ReadAllText(files[DemoFiles.PlatformJwk]));
        return EncryptionKey.FromJwk(jwk, keyManagement);
    }
}
