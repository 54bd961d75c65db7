using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>The lines that replace those of jwt-dotnet, as the page on migration shows them.</summary>
[TestFixture]
internal sealed class JwtDotnetMigrationTests
{
    private const string SharedSecret = "demo-client-secret-0123456789-abcdefg=";

    /// <summary>That library writes <c>typ</c> before <c>alg</c>, and no claim by itself.</summary>
    [Test]
    public async Task Accepts_a_token_made_as_before()
    {
        long expires = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds();
        string claims = $$"""{"iss":"https://id.example.com","exp":{{expires}},"scope":"orders:read"}""";
        string token = RawToken.Hs256(RawToken.Utf8("""{"typ":"JWT","alg":"HS256"}"""), RawToken.Utf8(claims), RawToken.Utf8(SharedSecret));

        Assert.That(await ScopeAsync(token, SharedSecret), Is.EqualTo("orders:read"));
    }

    [Test]
    public async Task Accepts_a_token_made_now() => Assert.That(await ScopeAsync(Sign(SharedSecret), SharedSecret), Is.EqualTo("orders:read"));

    [Test]
    public void Takes_no_time_as_a_claim() => Assert.That(() => new JwtBuilder().Claim("exp", 1_767_225_900), Throws.ArgumentException);

    private static string Sign(string secret)
    {
        #region sign
        using SigningKey key = SigningKey.Hs256(Secret.FromText(secret));
        string token = new JwtBuilder().Issuer("https://id.example.com").ExpiresIn(TimeSpan.FromMinutes(5)).Claim("scope", "orders:read").Sign(key);
        #endregion
        return token;
    }

    private static async Task<string?> ScopeAsync(string token, string secret)
    {
        #region validate
        JwtValidator validator = new(new ValidationPolicy
        {
            Keys = [VerificationKey.Hs256(Secret.FromText(secret))], RequiredClaims = ["scope"],
            Issuer = "https://id.example.com", Audience = Expected.NotChecked, Use = TokenUse.Reusable,
        });
        ValidationOutcome outcome = await validator.ValidateAsync(token);
        string? scope = outcome.Succeeded ? outcome.Token.GetRequiredString("scope") : null;
        #endregion
        return scope;
    }
}
