using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Jose;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>The lines that replace those of jose-jwt, as the page on migration shows both. It checks no times; JwtKit goes by the system's clock here.</summary>
[TestFixture]
internal sealed class JoseJwtMigrationTests
{
    private static readonly byte[] SharedSecret = [.. Enumerable.Range(1, 32).Select(static number => (byte)number)];

    [Test]
    public async Task Accepts_each_others_signed_tokens([Values] bool madeBefore, [Values] bool checkedBefore)
    {
        string token = madeBefore ? SignBefore(SharedSecret) : Sign(SharedSecret);

        Assert.That(checkedBefore ? SubjectBefore(token, SharedSecret) : await SubjectAsync(token, SharedSecret), Is.EqualTo("user-42"));
    }

    [Test]
    public async Task Accepts_each_others_encrypted_tokens([Values] bool madeBefore, [Values] bool checkedBefore)
    {
        using RSA privateKey = RSA.Create();
        privateKey.ImportFromPem(TestKeys.Pkcs8);
        string nested = madeBefore ? EncryptBefore(SignBefore(SharedSecret), privateKey) : Encrypt(SharedSecret, TestKeys.SubjectPublicKeyInfo);

        Assert.That(
            checkedBefore ? SubjectBefore(Jose.JWT.Decode(nested, privateKey, JweAlgorithm.RSA_OAEP, JweEncryption.A256GCM), SharedSecret) : await NestedSubjectAsync(nested),
            Is.EqualTo("user-42"));
    }

    [Test]
    public void Checks_no_claim_before() => Assert.That(
        Jose.JWT.Decode(Jose.JWT.Encode("""{"exp":1,"iss":"another"}""", SharedSecret, JwsAlgorithm.HS256), SharedSecret, JwsAlgorithm.HS256),
        Is.EqualTo("""{"exp":1,"iss":"another"}"""));

    [Test]
    public void Takes_an_encrypted_token_for_a_signed_one_before() => Assert.That(
        Jose.JWT.Decode(Jose.JWT.Encode("{}", SharedSecret, JweAlgorithm.DIR, JweEncryption.A256GCM), SharedSecret), Is.EqualTo("{}"));

    [Test]
    public async Task Takes_an_encrypted_token_for_an_encrypted_one_only()
    {
        string nested = Encrypt(SharedSecret, TestKeys.SubjectPublicKeyInfo);

        Assert.That(await NestedSubjectAsync(nested), Is.EqualTo("user-42"));
        Assert.That(await SubjectAsync(nested, SharedSecret), Is.Null);
    }

    private static string SignBefore(byte[] secret)
    {
        #region sign-before
        var payload = new Dictionary<string, object>
        {
            ["iss"] = "https://id.example.com", ["sub"] = "user-42",
            ["exp"] = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds(),
        };
        string token = Jose.JWT.Encode(payload, secret, JwsAlgorithm.HS256);
        #endregion
        return token;
    }

    private static string? SubjectBefore(string token, byte[] secret)
    {
        #region validate-before
        string json = Jose.JWT.Decode(token, secret, JwsAlgorithm.HS256);      // the signature; iss, aud and exp are left to the caller
        #endregion
        return JsonNode.Parse(json)!["sub"]!.GetValue<string>();
    }

    private static string EncryptBefore(string token, RSA publicKey)
    {
        #region encrypt-before
        string nested = Jose.JWT.Encode(token, publicKey, JweAlgorithm.RSA_OAEP, JweEncryption.A256GCM);
        #endregion
        return nested;
    }

    private static string Sign(byte[] secret)
    {
        #region sign
        using SigningKey key = SigningKey.Hs256(Secret.FromBytes(secret));
        string token = new JwtBuilder().Issuer("https://id.example.com").Subject("user-42").ExpiresIn(TimeSpan.FromMinutes(5)).Sign(key);
        #endregion
        return token;
    }

    private static async Task<string?> SubjectAsync(string token, byte[] secret)
    {
        #region validate
        JwtValidator validator = new(new ValidationPolicy
        {
            Keys = [VerificationKey.Hs256(Secret.FromBytes(secret))],
            Issuer = "https://id.example.com", Audience = Expected.NotChecked, Use = TokenUse.Reusable,
        });
        ValidationOutcome outcome = await validator.ValidateAsync(token);
        string? subject = outcome.Succeeded ? outcome.Token.Subject : null;
        #endregion
        return subject;
    }

    private static string Encrypt(byte[] secret, string pem)
    {
        using SigningKey key = SigningKey.Hs256(Secret.FromBytes(secret));
        #region encrypt
        JwtDescriptor descriptor = new() { Issuer = "https://id.example.com", Subject = "user-42", Lifetime = TimeSpan.FromMinutes(5) };
        using EncryptionKey receiver = EncryptionKey.RsaOaep(RsaPublicKey.FromPem(pem));
        string nested = Jwt.SignAndEncrypt(descriptor, key, receiver.Using(ContentEncryption.A256Gcm));
        #endregion
        return nested;
    }

    private static async Task<string?> NestedSubjectAsync(string nested)
    {
        using DecryptionKey ours = DecryptionKey.RsaOaep(RsaPrivateKey.FromPem(TestKeys.Pkcs8));
        JwtValidator validator = new(new ValidationPolicy
        {
            Keys = [VerificationKey.Hs256(Secret.FromBytes(SharedSecret))], DecryptionKeys = [ours],
            Issuer = "https://id.example.com", Audience = Expected.NotChecked, Use = TokenUse.Reusable,
        });
        return (await validator.ValidateAsync(nested)).Token?.Subject;
    }
}
