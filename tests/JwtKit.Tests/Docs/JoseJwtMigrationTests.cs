using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>The lines that replace those of jose-jwt, as the page on migration shows them.</summary>
[TestFixture]
internal sealed class JoseJwtMigrationTests
{
    private static readonly byte[] SharedSecret = [.. Enumerable.Range(1, 32).Select(static number => (byte)number)];

    /// <summary>That library writes <c>alg</c> before <c>typ</c>, and no claim by itself.</summary>
    [Test]
    public async Task Accepts_a_token_made_as_before()
    {
        long expires = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds();
        string claims = $$"""{"iss":"https://id.example.com","sub":"user-42","exp":{{expires}}}""";
        string token = RawToken.Hs256(RawToken.Utf8("""{"alg":"HS256","typ":"JWT"}"""), RawToken.Utf8(claims), SharedSecret);

        Assert.That(await SubjectAsync(token, SharedSecret), Is.EqualTo("user-42"));
    }

    [Test]
    public async Task Accepts_a_token_made_now() => Assert.That(await SubjectAsync(Sign(SharedSecret), SharedSecret), Is.EqualTo("user-42"));

    [Test]
    public async Task Takes_an_encrypted_token_for_an_encrypted_one_only()
    {
        string nested = Encrypt(SharedSecret, TestKeys.SubjectPublicKeyInfo);
        using DecryptionKey ours = DecryptionKey.RsaOaep(RsaPrivateKey.FromPem(TestKeys.Pkcs8));
        ValidationPolicy policy = new()
        {
            Keys = [VerificationKey.Hs256(Secret.FromBytes(SharedSecret))], DecryptionKeys = [ours],
            Issuer = "https://id.example.com", Audience = Expected.NotChecked, Use = TokenUse.Reusable,
        };

        Assert.That((await new JwtValidator(policy).ValidateAsync(nested)).Succeeded, Is.True);
        Assert.That(await SubjectAsync(nested, SharedSecret), Is.Null);
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
}
