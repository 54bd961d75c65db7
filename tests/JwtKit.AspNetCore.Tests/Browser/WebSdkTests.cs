using JwtKit.AspNetCore.Tests.Samples;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.Browser;

/// <summary>Kore.ai's Web SDK from npm in a browser, the main sample and the stand-in of the platform: for each way of making the token, both users.</summary>
[TestFixture("HS256", "", "")]
[TestFixture("RS256", "", "")]
[TestFixture("HS256", "RSA-OAEP", "A128CBC-HS256")]
[TestFixture("HS256", "RSA-OAEP", "A128GCM")]
[TestFixture("RS256", "RSA-OAEP", "A256GCM")]
[TestFixture("HS256", "RSA1_5", "A256GCM")]
internal sealed class WebSdkTests(string algorithm, string keyManagement, string content)
{
    // Another site than 127.0.0.1, as a web page is another site than the token endpoint of its company's API.
    private const string OtherSite = "http://localhost:5080";

    private readonly string clientId = algorithm == "HS256" ? "cs-demo" : $"cs-demo-{algorithm.ToLowerInvariant()}";

    private WebSdk john = null!;
    private WebSdk visitor = null!;

    private string[] ExpectedHeader => keyManagement.Length == 0 ? [algorithm, "JWT"] : [keyManagement, content, "JWT"];

    [OneTimeSetUp]
    public async Task RunAsync()
    {
        await using SampleProcess endpoint = await StartAsync();
        john = await WebSdk.RunAsync(endpoint, RunningSamples.Platform, clientId, user: "john");
        visitor = await WebSdk.RunAsync(endpoint, RunningSamples.Platform, clientId, origin: OtherSite);
    }

    [Test]
    public void Opens_the_chat_for_a_known_user_of_the_same_origin() => Assert.That((john.Shown, Sorted(john.Started)), Is.EqualTo(((string?)null, Sorted(john.Bearers))));

    [Test]
    public void Opens_the_chat_for_a_visitor_of_another_origin() => Assert.That((visitor.Shown, Sorted(visitor.Started)), Is.EqualTo(((string?)null, Sorted(visitor.Bearers))));

    [Test]
    public void Is_granted_each_token() => Assert.That(john.Grants.Concat(visitor.Grants), Is.All.EqualTo(200));

    [Test]
    public void Sends_the_token_that_is_configured() => Assert.That(
        john.Assertions.Concat(visitor.Assertions).Select(HeaderOf), Is.All.EqualTo(ExpectedHeader));

    [Test]
    public void Gets_another_token_each_time() => Assert.That(john.Tokens.Concat(visitor.Tokens).ToArray(), Has.Length.AtLeast(2).And.Unique);

    [Test]
    public void Is_who_has_signed_in_whatever_the_page_says() => Assert.That(john.Identities, Is.All.EqualTo("john@example.com"));

    [Test]
    public void Is_a_visitor_on_another_site_whatever_the_page_says() => Assert.That(visitor.Identities.Select(static identity => Guid.TryParse(identity, out _)), Is.All.True);

    [Test]
    public void Sends_cookies_to_its_own_origin_only() => Assert.That(
        (john.Cookies.Distinct(), visitor.Cookies.Distinct()), Is.EqualTo((new[] { true }, new[] { false })));

    private Task<SampleProcess> StartAsync()
    {
        List<(string, string)> settings =
        [
            ("JwtKit__Issuers__kore__ClientId", clientId),
            ("JwtKit__Issuers__kore__Algorithm", algorithm),
            ("JwtKit__Issuers__kore__Cors__Origins__0", OtherSite),
        ];
        if (keyManagement.Length > 0)
        {
            settings.Add(("JwtKit__Issuers__kore__Encryption__KeyManagement", keyManagement));
            settings.Add(("JwtKit__Issuers__kore__Encryption__Content", content));
            settings.Add(("JwtKit__Issuers__kore__Encryption__OnRequest", "false"));
        }

        return SampleProcess.StartAsync([.. settings]);
    }

    /// <summary>How often the SDK connects is its own, and where the machine is busy two attempts may overtake one another.</summary>
    private static string[] Sorted(string[] bearers) => [.. bearers.Order(StringComparer.Ordinal)];

    private static string[] HeaderOf(string token) =>
        [.. new[] { "alg", "enc", "typ" }.Select(name => TokenText.Part(token, 0)[name]?.GetValue<string>()).OfType<string>()];
}
