using System.Net;
using System.Net.Http.Json;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.Samples;

/// <summary>The main sample sends tokens to the platform for its page.</summary>
[TestFixture]
internal sealed class PlatformForwardingTests
{
    private SamplePair samples = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => samples = await SamplePair.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => samples.DisposeAsync();

    [TestCaseSource(nameof(Choices))]
    public async Task The_platform_takes_a_token_of_each_choice(string choice)
    {
        string token = (await samples.Endpoint.SendAsync(HttpMethod.Post, "/demo/tokens/" + choice)).Token;
        Answer answer = await GrantAsync(token);

        Assert.That((answer.Status, answer.Json["authorization"]?["token_type"]?.GetValue<string>()), Is.EqualTo((HttpStatusCode.OK, "bearer")), answer.Body);
    }

    [TestCase("/api/users/sts")]
    [TestCase("/api/users/sts?encrypted=true")]
    public async Task The_platform_takes_a_token_of_the_configured_endpoint(string path) =>
        Assert.That((await GrantAsync((await samples.Endpoint.SendAsync(HttpMethod.Post, path)).Token)).Status, Is.EqualTo(HttpStatusCode.OK));

    [Test]
    public async Task Passes_a_refusal_on_word_for_word()
    {
        string token = (await samples.Endpoint.SendAsync(HttpMethod.Post, "/api/users/sts")).Token;
        await GrantAsync(token);
        Answer answer = await GrantAsync(token);

        Assert.That(
            (answer.Status, answer.Headers["Content-Type"], answer.Headers["Cache-Control"], answer.Body),
            Is.EqualTo((HttpStatusCode.Unauthorized, "application/json", "no-store", """{"errors":[{"msg":"error verifying the jwt: possibly a replay","code":401}]}""")));
    }

    [TestCase("/platform/jwtgrant")]
    [TestCase("/demo/refusals/expired")]
    public async Task A36_sends_nothing_for_the_page_of_another_site(string path)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new StringContent("""{"assertion":"a.b.c"}"""), Headers = { { "Origin", "https://evil.example" } } };
        using HttpResponseMessage response = await samples.Endpoint.Client.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Refuses_a_body_that_no_token_needs()
    {
        using StringContent body = new(new string(' ', 200_000));

        Assert.That((await samples.Endpoint.SendAsync(HttpMethod.Post, "/platform/jwtgrant", body)).Status, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    [Test]
    public async Task Keeps_the_signature_of_a_public_api_token()
    {
        Answer answer = await samples.Endpoint.SendAsync(HttpMethod.Post, "/demo/refusals/table-grant");

        Assert.That(answer.Json["exchanges"]![0]!["token"]!.GetValue<string>(), Does.EndWith("."));
    }

    private static IEnumerable<string> Choices() =>
        from algorithm in KoreAi.SignatureAlgorithms
        from encryption in KoreAi.KeyManagements.SelectMany(static way => KoreAi.ContentEncryptions.Select(content => $"/{way}/{content}")).Prepend(string.Empty)
        select $"{algorithm}{encryption}";

    private async Task<Answer> GrantAsync(string token)
    {
        using JsonContent body = JsonContent.Create(new { assertion = token });
        return await samples.Endpoint.SendAsync(HttpMethod.Post, "/platform/jwtgrant", body);
    }
}
