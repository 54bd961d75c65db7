using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>The lines that replace those of Microsoft.IdentityModel, as the page on migration shows both. It has no clock to set, so both go by the system's.</summary>
[TestFixture]
internal sealed class IdentityModelMigrationTests
{
    private const string ClientSecret = "demo-client-secret-0123456789-abcdefg=";

    private static readonly RSA PrivateKey = SampleKeys.CreateRsa();

    [OneTimeTearDown]
    public void Forget() => PrivateKey.Dispose();

    [Test]
    public async Task Accepts_each_others_signed_tokens([Values] bool madeBefore, [Values] bool checkedBefore)
    {
        string token = madeBefore ? SignBefore(ClientSecret) : Sign(ClientSecret);

        Assert.That(await (checkedBefore ? SubjectBeforeAsync(token, ClientSecret) : SubjectAsync(token, ClientSecret)), Is.EqualTo("user-42"));
    }

    [Test]
    public async Task Accepts_each_others_encrypted_tokens([Values] bool madeBefore, [Values] bool checkedBefore)
    {
        string token = madeBefore ? EncryptBefore(PrivateKey) : Encrypt(PrivateKey.ExportSubjectPublicKeyInfoPem());

        Assert.That(await (checkedBefore ? NestedSubjectBeforeAsync(token) : NestedSubjectAsync(token)), Is.EqualTo("user-42"));
    }

    [Test]
    public void Only_encrypts_under_GCM_afterwards() => Assert.That(
        () => new JsonWebTokenHandler().EncryptToken(
            SignBefore(ClientSecret), new EncryptingCredentials(new RsaSecurityKey(PrivateKey), SecurityAlgorithms.RsaOAEP, SecurityAlgorithms.Aes256Gcm)),
        Throws.InstanceOf<SecurityTokenException>());

    [Test]
    public void Has_other_defaults_before()
    {
        TokenValidationParameters defaults = new();

        Assert.That(
            (defaults.ClockSkew, defaults.ValidateTokenReplay, defaults.TryAllIssuerSigningKeys, defaults.ValidAlgorithms, defaults.ValidTypes),
            Is.EqualTo((TimeSpan.FromMinutes(5), false, true, (IEnumerable<string>?)null, (IEnumerable<string>?)null)));
    }

    private static string SignBefore(string clientSecret)
    {
        #region sign-before
        string token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = "https://id.example.com", Audience = "orders-api", Expires = DateTime.UtcNow.AddMinutes(5),
            Claims = new Dictionary<string, object> { ["sub"] = "user-42", ["jti"] = Guid.NewGuid().ToString(), ["scope"] = "orders:read" },
            SigningCredentials = new(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(clientSecret)), SecurityAlgorithms.HmacSha256),
        });
        #endregion
        return token;
    }

    private static string Sign(string clientSecret)
    {
        #region sign
        using SigningKey key = SigningKey.Hs256(Secret.FromText(clientSecret));
        string token = Jwt.Sign(new JwtDescriptor
        {
            Issuer = "https://id.example.com", Audiences = ["orders-api"], Lifetime = TimeSpan.FromMinutes(5),
            Subject = "user-42", Claims = { ["scope"] = "orders:read" },
        }, key);
        #endregion
        return token;
    }

    private static async Task<string?> SubjectBeforeAsync(string token, string clientSecret)
    {
        #region validate-before
        TokenValidationResult result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = "https://id.example.com", ValidAudience = "orders-api",
            IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(clientSecret)),
        });
        return result.IsValid ? (string)result.Claims["sub"] : null;
        #endregion
    }

    private static async Task<string?> SubjectAsync(string token, string clientSecret)
    {
        #region validate
        JwtValidator validator = new(new ValidationPolicy        // one for the life of the application
        {
            Keys = [VerificationKey.Hs256(Secret.FromText(clientSecret))],
            Issuer = "https://id.example.com", Audience = "orders-api", Use = TokenUse.Reusable,
        });
        ValidationOutcome outcome = await validator.ValidateAsync(token);
        return outcome.Succeeded ? outcome.Token.Subject : null;
        #endregion
    }

    private static string EncryptBefore(RSA rsa)
    {
        SecurityTokenDescriptor descriptor = new()
        {
            Issuer = "https://id.example.com", Audience = "orders-api", Expires = DateTime.UtcNow.AddMinutes(5),
            Claims = new Dictionary<string, object> { ["sub"] = "user-42" },
            SigningCredentials = new(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(ClientSecret)), SecurityAlgorithms.HmacSha256),
        };
        #region encrypt-before
        descriptor.EncryptingCredentials = new(new RsaSecurityKey(rsa) { KeyId = "k-1" }, SecurityAlgorithms.RsaOAEP, SecurityAlgorithms.Aes128CbcHmacSha256);
        string nested = new JsonWebTokenHandler().CreateToken(descriptor);
        #endregion
        return nested;
    }

    private static string Encrypt(string pem)
    {
        using SigningKey key = SigningKey.Hs256(Secret.FromText(ClientSecret));
        JwtDescriptor descriptor = new()
        {
            Issuer = "https://id.example.com", Audiences = ["orders-api"], Lifetime = TimeSpan.FromMinutes(5), Subject = "user-42",
        };
        #region encrypt
        using EncryptionKey receiver = EncryptionKey.RsaOaep(RsaPublicKey.FromPem(pem), keyId: "k-1");
        string nested = Jwt.SignAndEncrypt(descriptor, key, receiver.Using(ContentEncryption.A128CbcHs256));   // or A256Gcm
        #endregion
        return nested;
    }

    private static async Task<string?> NestedSubjectBeforeAsync(string token)
    {
        TokenValidationResult result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = "https://id.example.com", ValidAudience = "orders-api",
            IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(ClientSecret)),
            TokenDecryptionKey = new RsaSecurityKey(PrivateKey) { KeyId = "k-1" },
        });
        return result.IsValid ? (string)result.Claims["sub"] : null;
    }

    private static async Task<string?> NestedSubjectAsync(string token)
    {
        using DecryptionKey privateKey = DecryptionKey.RsaOaep(RsaPrivateKey.FromPem(PrivateKey.ExportPkcs8PrivateKeyPem()), keyId: "k-1");
        JwtValidator validator = new(new ValidationPolicy
        {
            Keys = [VerificationKey.Hs256(Secret.FromText(ClientSecret))], DecryptionKeys = [privateKey],
            Issuer = "https://id.example.com", Audience = "orders-api", Use = TokenUse.Reusable,
        });
        ValidationOutcome outcome = await validator.ValidateAsync(token);
        return outcome.Succeeded ? outcome.Token.Subject : null;
    }
}
