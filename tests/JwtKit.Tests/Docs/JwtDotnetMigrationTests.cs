using System.Buffers.Text;
using Migration.JwtDotnet;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>The lines that replace those of jwt-dotnet, as the page on migration shows both. Both go by the system's clock here.</summary>
[TestFixture]
internal sealed class JwtDotnetMigrationTests
{
    private const string SharedSecret = "demo-client-secret-0123456789-abcdefg=";

    [Test]
    public async Task Accepts_each_others_tokens([Values] bool madeBefore, [Values] bool checkedBefore)
    {
        string token = madeBefore ? JwtDotnetLines.Sign(SharedSecret) : Sign(SharedSecret);

        Assert.That(checkedBefore ? JwtDotnetLines.Scope(token, SharedSecret) as string : await ScopeAsync(token, SharedSecret), Is.EqualTo("orders:read"));
    }

    [Test]
    public void Takes_a_token_without_an_end_and_of_any_issuer_before() => Assert.That(
        JwtDotnetLines.Scope(RawToken.Hs256(RawToken.Utf8("""{"alg":"HS256"}"""), RawToken.Utf8("""{"iss":"another","scope":"all"}"""), RawToken.Utf8(SharedSecret)), SharedSecret),
        Is.EqualTo("all"));

    [Test]
    public void Gives_the_right_signature_away_in_an_exception_before()
    {
        string token = Sign(SharedSecret);
        string signature = Convert.ToBase64String(Base64Url.DecodeFromChars(token.Split('.')[2]));

        Assert.That(
            // The names of its two properties are the wrong way round.
            () => JwtDotnetLines.Scope(token[..^4] + "AAAA", SharedSecret),
            Throws.TypeOf<JWT.Exceptions.SignatureVerificationException>().With.Property("Received").EqualTo(signature));
    }

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
