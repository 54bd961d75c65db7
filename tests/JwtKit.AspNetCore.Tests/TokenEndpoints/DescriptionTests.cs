using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>What makers of OpenAPI documents find, through the API explorer that they all read.</summary>
[TestFixture]
internal sealed class DescriptionTests
{
    [Test]
    public async Task Lists_every_endpoint_and_no_preflight()
    {
        await using TestHost host = await StartAsync();

        Assert.That(Descriptions(host).Select(static api => $"{api.HttpMethod} /{api.RelativePath}"), Is.EquivalentTo(new[]
        {
            "GET /auth/token", "POST /api/users/sts", "POST /own", "GET /.well-known/jwks.json",
        }));
    }

    [TestCase("auth/token", "TokenAnswer", "Token")]
    [TestCase("api/users/sts", "JwtAnswer", "Jwt")]
    [TestCase("own", "TokenAnswer", "Token")]
    public async Task Says_how_the_answer_names_the_token(string path, string type, string member)
    {
        await using TestHost host = await StartAsync();
        ApiResponseType answer = Descriptions(host).Single(api => api.RelativePath == path).SupportedResponseTypes.Single(static response => response.StatusCode == 200);

        Assert.That(
            (answer.Type!.Name, answer.ApiResponseFormats.Single().MediaType, answer.Type.GetProperties().Single().Name),
            Is.EqualTo((type, "application/json", member)));
    }

    [Test]
    public async Task Says_which_refusals_there_are()
    {
        await using TestHost host = await StartAsync();
        IEnumerable<ApiResponseType> refusals = Descriptions(host).Single(static api => api.RelativePath == "auth/token").SupportedResponseTypes.Where(static response => response.StatusCode != 200);

        Assert.That(
            refusals.Select(static response => (response.StatusCode, response.Type, response.ApiResponseFormats.Single().MediaType)),
            Is.EquivalentTo(new[] { 400, 401, 403, 413, 415, 429, 500 }.Select(static status => (status, typeof(ProblemDetails), "application/problem+json"))));
    }

    [Test]
    public async Task Says_that_keys_come_as_a_set()
    {
        await using TestHost host = await StartAsync();
        ApiResponseType answer = Descriptions(host).Single(static api => api.RelativePath == ".well-known/jwks.json").SupportedResponseTypes.Single();

        Assert.That((answer.StatusCode, answer.ApiResponseFormats.Single().MediaType), Is.EqualTo((200, "application/jwk-set+json")));
    }

    [Test]
    public async Task Gives_every_endpoint_a_tag_and_a_summary()
    {
        await using TestHost host = await StartAsync();
        IEnumerable<Endpoint> endpoints = host.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Where(static endpoint => endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null);

        Assert.That(
            endpoints.Select(static endpoint => (endpoint.Metadata.GetMetadata<ITagsMetadata>()?.Tags.Single(), endpoint.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary)),
            Is.EquivalentTo(new[]
            {
                ("JwtKit", "Issues a token of 'ccai' for the caller."), ("JwtKit", "Issues a token of 'kore' for the caller."),
                ("JwtKit", "Issues a token of 'own' for the caller."), ("JwtKit", "Publishes the public keys of the issuers as a JWK set."),
            }));
    }

    [Test]
    public async Task Gives_way_to_what_the_host_says()
    {
        await using TestHost host = await TestHost.StartAsync(static app => app.MapTokenEndpoint("/auth/token", "ccai").WithSummary("Fetches a token for the chat."));

        Assert.That(
            host.Services.GetRequiredService<EndpointDataSource>().Endpoints.Select(static endpoint => endpoint.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary).OfType<string>(),
            Is.EqualTo(new[] { "Fetches a token for the chat." }));
    }

    private static IEnumerable<ApiDescription> Descriptions(TestHost host) =>
        host.Services.GetRequiredService<IApiDescriptionGroupCollectionProvider>().ApiDescriptionGroups.Items.SelectMany(static group => group.Items);

    private static Task<TestHost> StartAsync() => TestHost.StartAsync(
        static app =>
        {
            app.MapTokenEndpoint("/auth/token", "ccai");
            app.MapTokenEndpoint("/api/users/sts", "kore");
            app.MapTokenEndpoint("/own", "own");
            app.MapJwks();
        },
        Settings.With(("kore:Cors:Origins:0", "https://www.example.com")),
        static services => services.AddEndpointsApiExplorer());
}
