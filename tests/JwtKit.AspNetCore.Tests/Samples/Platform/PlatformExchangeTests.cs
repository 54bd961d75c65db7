using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.Samples.Platform;

/// <summary>Users' tokens at the door of the platform's stand-in.</summary>
[TestFixture]
internal sealed class PlatformExchangeTests
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    private StandIn platform = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => platform = await StandIn.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => platform.DisposeAsync();

    [TestCase("cs-demo")]
    [TestCase("cs-demo-hs512")]
    [TestCase("cs-demo-rs256")]
    [TestCase("cs-demo-rs512")]
    [TestCase("cs-demo-jti")]
    [TestCase("cs-demo-payload")]
    [TestCase("cs-demo-unpublished")]
    public async Task Accepts_a_signed_token_of(string clientId) => Assert.That((await platform.ExchangeAsync(platform.User(clientId))).Status, Is.EqualTo(HttpStatusCode.OK));

    [Test]
    public async Task Accepts_an_encrypted_token_of_an_app(
        [Values("cs-demo", "cs-demo-jwe")] string clientId, [Values("RSA-OAEP", "RSA1_5")] string management, [Values("A128CBC-HS256", "A128GCM", "A256GCM")] string content)
    {
        EncryptionTarget target = await platform.TargetAsync(KoreAi.KeyManagements.Single(way => way.Name == management), KoreAi.ContentEncryptions.Single(cipher => cipher.Name == content));
        string token = Jwt.SignAndEncrypt(KoreAi.UserToken(clientId, "john@example.com", secureCustomData: new JsonObject { ["account"] = "12-34" }), platform.Hs256, target);

        Assert.That((await platform.ExchangeAsync(token)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Answers_what_the_web_sdk_reads()
    {
        Answer answer = await platform.ExchangeAsync(platform.User());
        JsonNode authorization = answer.Json["authorization"]!;
        TimeSpan life = authorization["expiresDate"]!.GetValue<DateTimeOffset>() - authorization["issuedDate"]!.GetValue<DateTimeOffset>();

        Assert.Multiple(() =>
        {
            Assert.That((authorization["token_type"]!.GetValue<string>(), authorization["clientId"]!.GetValue<string>(), life), Is.EqualTo(("bearer", "cs-demo", TimeSpan.FromMinutes(30))));
            Assert.That(authorization["accessToken"]!.GetValue<string>(), Has.Length.EqualTo(43).And.Not.EqualTo(authorization["refreshToken"]!.GetValue<string>()));
            Assert.That(answer.Json["userInfo"]!["identity"]!.GetValue<string>(), Is.EqualTo("john@example.com"));
            Assert.That(answer.Headers["Cache-Control"], Is.EqualTo("no-store"));
        });
    }

    [Test]
    public async Task Knows_a_user_again_within_an_app_only()
    {
        string first = UserId(await platform.ExchangeAsync(platform.User()));
        string again = UserId(await platform.ExchangeAsync(platform.User()));
        string elsewhere = UserId(await platform.ExchangeAsync(platform.User("cs-demo-jti")));

        Assert.That((again == first, elsewhere == first), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task Reads_the_platforms_own_claims_before_the_standard_ones()
    {
        string token = Raw("""{"iss":"elsewhere","kore_iss":"cs-demo","sub":"filled-in","kore_sub":"john@example.com","aud":"https://idproxy.kore.com/authorize","exp":EXP}""");

        Assert.That((await platform.ExchangeAsync(token)).Json["userInfo"]!["identity"]!.GetValue<string>(), Is.EqualTo("john@example.com"));
    }

    [Test]
    public async Task Refuses_a_second_use_in_the_platforms_words()
    {
        string token = platform.User();
        await platform.ExchangeAsync(token);
        Answer answer = await platform.ExchangeAsync(token);

        Assert.That(
            (answer.Status, answer.Headers["Content-Type"], answer.Body),
            Is.EqualTo((HttpStatusCode.Unauthorized, "application/json", """{"errors":[{"msg":"error verifying the jwt: possibly a replay","code":401}]}""")));
    }

    [Test]
    public async Task Refuses_a_signed_token_that_was_used_encrypted()
    {
        JwtDescriptor token = KoreAi.UserToken("cs-demo", "john") with { TokenId = TokenId.Exactly(Guid.NewGuid().ToString()) };
        EncryptionTarget target = await platform.TargetAsync(KeyManagement.RsaOaep, ContentEncryption.A256Gcm);
        await platform.ExchangeAsync(Jwt.SignAndEncrypt(token, platform.Hs256, target));

        Assert.That((await platform.ExchangeAsync(Jwt.Sign(token, platform.Hs256))).Body, Does.Contain("possibly a replay"));
    }

    [Test]
    public async Task Refuses_more_than_one_hour_in_the_platforms_words([Values("jti", "kore_jti")] string name)
    {
        Answer answer = await platform.ExchangeAsync(Raw($$"""{"iss":"cs-demo","sub":"john","aud":"https://idproxy.kore.com/authorize","exp":{{Now + 3700}},"{{name}}":"{{Guid.NewGuid()}}"}"""));

        Assert.That(
            (answer.Status, answer.Body),
            Is.EqualTo((HttpStatusCode.Unauthorized, """{"errors":[{"msg":"error verifying the jwt: if \"jti\" claim \"exp\" must be <= 1 hour(s)","code":401}]}""")));
    }

    [Test]
    public async Task Accepts_more_than_one_hour_without_an_id() => Assert.That(
        (await platform.ExchangeAsync(Raw($$"""{"iss":"cs-demo","sub":"john","aud":"https://idproxy.kore.com/authorize","exp":{{Now + 3700}}}"""))).Status, Is.EqualTo(HttpStatusCode.OK));

    [Test]
    public async Task Refuses_a_token_without_the_id_that_is_enforced() => await RefusesAsync(
        Jwt.Sign(KoreAi.UserToken("cs-demo-jti", "john") with { TokenId = TokenId.None }, platform.Hs256), "The token has no jti, without which it cannot be used just once.");

    [Test]
    public async Task Refuses_a_signed_token_where_encryption_is_enforced() =>
        await RefusesAsync(platform.User("cs-demo-jwe"), "The token is signed only; the policy takes encrypted ones.");

    [Test]
    public async Task Refuses_a_token_for_another_key_of_the_platform()
    {
        using EncryptionKey key = EncryptionKey.RsaOaep(RsaPublicKey.FromPem(StandIn.Read("app.public.pem")), "k-other");

        await RefusesAsync(Jwt.SignAndEncrypt(KoreAi.UserToken("cs-demo", "john"), platform.Hs256, key.Using(ContentEncryption.A256Gcm)), "The header's kid names none of the policy's decryption keys.");
    }

    [Test]
    public async Task Refuses_a_token_under_another_secret()
    {
        using SigningKey key = SigningKey.Hs256(Secret.FromBase64(StandIn.Read("client.secret")));

        await RefusesAsync(
            Jwt.Sign(KoreAi.UserToken("cs-demo", "john"), key), "The signature is not that of the key. For HMAC, check first whether both sides take the secret in the same encoding.");
    }

    [Test]
    public async Task Refuses_a_token_that_has_expired() => await RefusesAsync(Raw($$"""{"iss":"cs-demo","sub":"john","aud":"https://idproxy.kore.com/authorize","exp":{{Now - 1}}}"""), "exp");

    [Test]
    public async Task Refuses_an_app_that_nobody_registered() => await RefusesAsync(platform.User("cs-nobody"), "No policy is known for such a token.");

    [Test]
    public async Task Refuses_milliseconds() => await RefusesAsync(
        Raw($$"""{"iss":"cs-demo","sub":"john","aud":"https://idproxy.kore.com/authorize","exp":{{(Now + 300) * 1000}}}"""),
        "exp, nbf or iat is not a number of seconds between 1970 and 9999; milliseconds or text are usual mistakes.");

    [Test]
    public async Task Refuses_an_apps_own_token() => await RefusesAsync(platform.Api(), "No policy is known for such a token.");

    [TestCase("")]
    [TestCase("{")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"assertion":null}""")]
    [TestCase("""{"assertion":""}""")]
    [TestCase("""{"assertion":7}""")]
    [TestCase("""{"assertion":{}}""")]
    [TestCase("""{"assertion":"\ud800"}""")]
    [TestCase("""{"\ud800":1}""")]
    [TestCase("""{"assertion":"a","assertion":"b"}""")]
    [TestCase("assertion=a")]
    public async Task Says_what_it_needs_where_there_is_no_assertion(string body)
    {
        Answer answer = await platform.SendAsync(HttpMethod.Post, "/api/oAuth/token/jwtgrant", body);

        Assert.That(
            (answer.Status, answer.Body),
            Is.EqualTo((HttpStatusCode.BadRequest, """{"errors":[{"msg":"The body must be a JSON object whose member assertion is the JWT or JWE of the user.","code":400}]}""")));
    }

    [Test]
    public async Task Refuses_a_long_body_in_the_platforms_form([Values] bool isChunked)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/oAuth/token/jwtgrant") { Content = new ByteArrayContent(new byte[64 * 1024 + 1]) };
        request.Headers.TransferEncodingChunked = isChunked;
        using HttpResponseMessage response = await platform.Client.SendAsync(request);

        Assert.That(
            (response.StatusCode, await response.Content.ReadAsStringAsync()),
            Is.EqualTo((HttpStatusCode.RequestEntityTooLarge, """{"errors":[{"msg":"The body is too long; at most 65536 bytes are accepted.","code":413}]}""")));
    }

    [Test]
    public async Task Shows_its_key_without_an_algorithm()
    {
        Answer answer = await platform.SendAsync(HttpMethod.Get, "/jwk");

        Assert.That(
            (string.Join(' ', answer.Json.Select(static member => member.Key).Order()), answer.Json["kid"]!.GetValue<string>()),
            Is.EqualTo(("e kid kty n", JsonNode.Parse(StandIn.Read("platform.jwk.json"))!["kid"]!.GetValue<string>())));
    }

    private static long Now => Clock.GetUtcNow().ToUnixTimeSeconds();

    private static string UserId(Answer answer) => answer.Json["userInfo"]!["userId"]!.GetValue<string>();

    private string Raw(string payload) => Jws.Sign(
        Encoding.UTF8.GetBytes(payload.Replace("EXP", (Now + 300).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)), platform.Hs256, "JWT");

    private async Task RefusesAsync(string token, string reason)
    {
        Answer answer = await platform.ExchangeAsync(token);

        Assert.That(
            (answer.Status, answer.Json["errors"]![0]!["code"]!.GetValue<int>(), answer.Json["errors"]![0]!["msg"]!.GetValue<string>().Contains("error verifying the jwt: ", StringComparison.Ordinal)),
            Is.EqualTo((HttpStatusCode.Unauthorized, 401, true)));
        Assert.That(answer.Body, Does.Contain(reason));
    }
}
