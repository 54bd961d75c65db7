using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.Samples;

[TestFixture]
internal sealed class TokenEndpointSampleTests
{
    private const string CompanySecret = "a company secret with spaces, ü and 44 bytes==";

    private SampleProcess sample = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => sample = await SampleProcess.StartAsync(("JwtKit__Issuers__ccai__Secret", CompanySecret));

    [OneTimeTearDown]
    public ValueTask StopAsync() => sample.DisposeAsync();

    [TearDown]
    public Task SignOutAsync() => sample.SendAsync(HttpMethod.Post, "/logout");

    [Test]
    public async Task Gives_a_visitor_a_ccai_token()
    {
        JsonObject claims = (await sample.SendAsync(HttpMethod.Get, "/auth/token")).Claims;

        Assert.That(
            (string.Join(' ', claims.Select(static claim => claim.Key)), Number(claims, "exp") - Number(claims, "iat")),
            Is.EqualTo(("iss iat exp identifier", 3600L)));
    }

    [Test]
    public async Task Gives_a_signed_in_user_a_ccai_token_with_name_and_email()
    {
        await SignInAsync("john");
        JsonObject claims = (await sample.SendAsync(HttpMethod.Get, "/auth/token")).Claims;

        Assert.That(
            (Guid.TryParse(claims["identifier"]!.GetValue<string>(), out _), claims["name"]!.GetValue<string>(), claims["email"]!.GetValue<string>()),
            Is.EqualTo((true, "John Doe", "john@example.com")));
    }

    [TestCase("application/x-www-form-urlencoded; charset=utf-7")]
    [TestCase("application/x-www-form-urlencoded; charset=\"utf-16\"")]
    [TestCase("application/x-www-form-urlencoded; charset=utf-7;")]
    [TestCase("application/x-www-form-urlencoded; charset=utf-7; charset=utf-8")]
    [TestCase("form")]
    public async Task Refuses_a_sign_in_of_another_charset_or_of_a_type_that_does_not_parse(string type)
    {
        using StringContent form = new("user=john");
        form.Headers.Remove("Content-Type");
        form.Headers.TryAddWithoutValidation("Content-Type", type);
        Answer answer = await sample.SendAsync(HttpMethod.Post, "/login", form);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.UnsupportedMediaType, "body_type_unsupported")));
    }

    [Test]
    public async Task Takes_the_company_secret_as_text()
    {
        string token = (await sample.SendAsync(HttpMethod.Get, "/auth/token")).Token;
        using VerificationKey key = VerificationKey.Hs256(Secret.FromText(CompanySecret));

        Assert.That(Jws.TryVerify(token, key, out _), Is.True);
    }

    [Test]
    public async Task Makes_john_the_subject_of_his_kore_token()
    {
        await SignInAsync("john");
        JsonObject claims = (await sample.SendAsync(HttpMethod.Post, "/api/users/sts")).Claims;

        Assert.That((claims["sub"]!.GetValue<string>(), claims["isAnonymous"]!.GetValue<bool>()), Is.EqualTo(("john@example.com", false)));
    }

    [Test]
    public async Task Encrypts_a_kore_token_on_request()
    {
        JsonObject header = (await sample.SendAsync(HttpMethod.Post, "/api/users/sts?encrypted=true")).TokenHeader;
        header["kid"] = "thumbprint";

        Assert.That(header.ToJsonString(), Is.EqualTo("""{"alg":"RSA-OAEP","enc":"A256GCM","kid":"thumbprint","typ":"JWT"}"""));
    }

    [TestCase("application/json", """{"identity":"mallory@example.com"}""")]
    [TestCase("application/json", """{"identity":"mallory@example.com","isAnonymous":false}""")]
    [TestCase("application/x-www-form-urlencoded", "clientId=cs-1&clientSecret=s&identity=mallory%40example.com&aud=&isAnonymous=false")]
    [TestCase("application/x-www-form-urlencoded", "identity=mallory%40example.com&isAnonymous=0")]
    [TestCase("application/x-www-form-urlencoded", "identity=mallory%40example.com&isAnonymous=1")]
    public async Task A36_makes_nobody_of_a_posted_identity(string type, string body)
    {
        using StringContent content = new(body, Encoding.UTF8, type);
        JsonObject claims = (await sample.SendAsync(HttpMethod.Post, "/api/users/sts", content)).Claims;

        Assert.That(
            (Guid.TryParse(claims["sub"]!.GetValue<string>(), out _), claims["isAnonymous"]!.GetValue<bool>(), claims["aud"]!.GetValue<string>()),
            Is.EqualTo((true, true, "https://idproxy.kore.com/authorize")));
    }

    [TestCase("/login", "user=john", "Origin", "https://evil.example")]
    [TestCase("/logout", "", "Origin", "https://evil.example")]
    [TestCase("/login", "user=john", "Sec-Fetch-Site", "cross-site")]
    [TestCase("/logout", "", "Sec-Fetch-Site", "cross-site")]
    public async Task A36_takes_no_sign_in_from_another_site(string path, string body, string header, string value)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded") };
        request.Headers.Add(header, value);
        using HttpResponseMessage response = await sample.Client.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    /// <summary>The name of a site whose owner has it point to this machine for a moment: its pages are of one origin with it.</summary>
    [TestCase("/login", "user=john")]
    [TestCase("/api/users/sts", "")]
    public async Task A36_answers_to_no_name_of_another_site(string path, string body)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded") };
        request.Headers.Host = "evil.example";
        request.Headers.Add("Origin", "http://evil.example");
        using HttpResponseMessage response = await sample.Client.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Knows_no_other_users() => Assert.That((await SignInAsync("mallory")).Status, Is.EqualTo(HttpStatusCode.BadRequest));

    [Test]
    public async Task Refuses_a_sign_in_form_with_too_many_fields()
    {
        using StringContent form = new(string.Join('&', Enumerable.Repeat("user=john", 2000)), Encoding.UTF8, "application/x-www-form-urlencoded");

        Assert.That((await sample.SendAsync(HttpMethod.Post, "/login", form)).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Publishes_the_keys_of_its_rsa_issuers()
    {
        JsonArray keys = (await sample.SendAsync(HttpMethod.Get, "/.well-known/jwks.json")).Json["keys"]!.AsArray();

        Assert.That(
            keys.Select(static key => (key!["kid"]!.GetValue<string>(), key["alg"]!.GetValue<string>(), key.AsObject().ContainsKey("d"))),
            Is.EqualTo([("demo", "RS256", false), ("demo-rs256", "RS256", false), ("demo-rs512", "RS512", false)]));
    }

    [Test]
    public async Task Shows_a_page_that_loads_nothing_from_elsewhere() =>
        Assert.That((await sample.SendAsync(HttpMethod.Get, "/")).Headers["Content-Security-Policy"], Does.StartWith("default-src 'none'; script-src 'self';"));

    [Test]
    public async Task Serves_the_files_of_its_page([Values("/", "/app.css", "/app.js", "/favicon.svg")] string path) =>
        Assert.That((await sample.SendAsync(HttpMethod.Get, path)).Status, Is.EqualTo(HttpStatusCode.OK));

    [Test]
    public async Task Stops_at_a_wrong_configuration_and_says_what_is_wrong()
    {
        (int exitCode, string errors) = await SampleProcess.RunToEndAsync(
            "Development",
            ("JwtKit__Issuers__ccai__Secret", "short12345"),
            ("JwtKit__Issuers__kore__Platform", "Kora"),
            ("JwtKit__Issuers__kore-api__KeyFile", "/nowhere/private.pem"));

        Assert.That((exitCode, errors), Is.EqualTo((1, """
            The configuration cannot be used:
              JwtKit:Issuers:kore:Platform: 'Kora' is not known; use one of None, Ccai, KoreAiUser, KoreAiApi.
              JwtKit:Issuers:ccai:Secret: The secret has 10 bytes (taken as text); HS256 needs at least 32. Secret.Generate(32) makes one; a vendor's shorter secret is admitted by Secret.AllowShort(), in configuration by AllowShortSecret.
              JwtKit:Issuers:kore-api:KeyFile: the file '/nowhere/private.pem' does not exist; a readable file is needed.

            """)));
    }

    [Test]
    public async Task Names_a_wrong_key_id_of_a_key_that_it_makes() => Assert.That(
        await SampleProcess.RunToEndAsync("Development", ("JwtKit__Issuers__kore-api__KeyId", new string('k', 257))),
        Is.EqualTo((1, """
            The configuration cannot be used:
              JwtKit:Issuers:kore-api:KeyId: is not acceptable: 1 to 256 printable characters are needed.

            """)));

    [TestCase("0")]
    [TestCase("-1")]
    [TestCase("sixty")]
    public async Task Refuses_a_limit_of_visitors_that_is_none_in_one_line(string limit) => Assert.That(
        await SampleProcess.RunToEndAsync("Development", ("TokenEndpoint__VisitorTokensPerMinute", limit)),
        Is.EqualTo((1, $"TokenEndpoint:VisitorTokensPerMinute: is '{limit}'; a whole number is needed, 1 or more.{Environment.NewLine}")));

    [Test]
    public async Task Names_a_wrong_address_of_the_platform() => Assert.That(
        await SampleProcess.RunToEndAsync("Development", ("Platform__Address", "localhost:5081"), ("JwtKit__Issuers__kore__ClientId", "")),
        Is.EqualTo((1, """
            The configuration cannot be used:
              JwtKit:Issuers:kore:ClientId: is missing; Platform KoreAiUser needs it.
              Platform:Address: is not an address; one such as http://127.0.0.1:5081 is needed.

            """)));

    [Test]
    public async Task Takes_no_address_of_the_platform_that_has_a_password() => Assert.That(
        (await SampleProcess.RunToEndAsync("Development", ("Platform__Address", "http://john:secret@127.0.0.1:5081"))).ExitCode, Is.EqualTo(1));

    [Test]
    public async Task Says_in_one_line_that_its_address_is_in_use() => Assert.That(
        await SampleProcess.RunToEndAsync("Development", ("Kestrel__Endpoints__Http__Url", sample.Client.BaseAddress!.ToString())),
        Is.EqualTo((1, $"The token endpoint cannot start: Failed to bind to address {sample.Client.BaseAddress.ToString().TrimEnd('/')}: address already in use.{Environment.NewLine}")));

    [Test]
    public async Task Makes_no_secrets_outside_of_development()
    {
        (int exitCode, string errors) = await SampleProcess.RunToEndAsync("Production");

        Assert.That((exitCode, errors.Split('\n').Count(static line => line.Contains("is missing", StringComparison.Ordinal))), Is.EqualTo((1, 4)));
    }

    private static long Number(JsonObject claims, string name) => claims[name]!.GetValue<long>();

    private async Task<Answer> SignInAsync(string user)
    {
        using FormUrlEncodedContent form = new([KeyValuePair.Create("user", user)]);
        return await sample.SendAsync(HttpMethod.Post, "/login", form);
    }
}
