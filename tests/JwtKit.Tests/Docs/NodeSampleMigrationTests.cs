using System.Buffers.Text;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>What becomes of the mistakes in the vendors' node samples, as the page on migration says.</summary>
[TestFixture]
internal sealed class NodeSampleMigrationTests
{
    /// <summary>44 characters that end in <c>=</c>, as Kore.ai's Client Secrets do.</summary>
    private const string ClientSecret = "c2FtcGxlLWNsaWVudC1zZWNyZXQtMDEyMzQ1Njc4OWE=";

    /// <summary>The year 57970 or so, read as seconds.</summary>
    private const long Milliseconds = 1_767_225_900_000;

    private static readonly FixedTimeProvider Clock = new(SamplePolicy.Now);

    [TestCase("iat")]
    [TestCase("exp")]
    public void Writes_no_milliseconds(string claim) => Assert.That(
        () => new JwtDescriptor { Lifetime = TimeSpan.FromMinutes(5), Claims = { [claim] = Milliseconds } },
        Throws.ArgumentException.With.Message.Contains("a number of milliseconds there makes a token that lives for 50,000 years"));

    [Test]
    public async Task Accepts_no_milliseconds()
    {
        string claims = $$"""{"iss":"cs-demo","sub":"john@example.com","aud":"{{KoreAi.Audience}}","isAnonymous":false,"exp":{{Milliseconds}}}""";

        Assert.That(await CodeOfAsync(RawToken.Hs256(RawToken.Utf8(RawToken.Hs256Header), RawToken.Utf8(claims), RawToken.Utf8(ClientSecret))), Is.EqualTo("invalid_time"));
    }

    [Test]
    public async Task Takes_the_secret_as_text()
    {
        using SigningKey text = SigningKey.Hs256(Secret.FromText(ClientSecret)), decoded = SigningKey.Hs256(Secret.FromBase64(ClientSecret));
        JwtDescriptor user = KoreAi.UserToken("cs-demo", subject: "john@example.com");

        Assert.That(
            (await CodeOfAsync(Jwt.Sign(user, text, Clock)), await CodeOfAsync(Jwt.Sign(user, decoded, Clock))),
            Is.EqualTo((Verdict.Accepted, "invalid_signature")));
    }

    [Test]
    public void Gives_visitors_of_CCAI_an_identifier()
    {
        using SigningKey companyKey = SigningKey.Hs256(Secret.FromText("demo-company-secret-0123456789-abcdef"));
        string token = Jwt.Sign(Ccai.AnonymousToken("ACME", Ccai.NewVisitor()), companyKey);

        Assert.That(System.Text.Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token.Split('.')[1])), Does.Match("\"identifier\":\"[0-9a-f-]{36}\""));
    }

    /// <summary>As the platform checks, which has the secret as text.</summary>
    private static async Task<string> CodeOfAsync(string token)
    {
        using VerificationKey key = VerificationKey.Hs256(Secret.FromText(ClientSecret));
        ValidationPolicy policy = KoreAi.ValidationPolicy(
            new KoreAiApp { ClientId = "cs-demo", Keys = [key], ReplayStore = new InMemoryReplayStore(timeProvider: Clock) });
        return await Verdict.CodeOf(token, policy, Clock.Now);
    }
}
