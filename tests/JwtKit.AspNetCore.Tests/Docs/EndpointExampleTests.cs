using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>A host that reads a posted identity and decides itself, as the page shows it.</summary>
[TestFixture]
internal sealed class EndpointExampleTests
{
    [TestCase("anna", HttpStatusCode.OK)]
    [TestCase("bob", HttpStatusCode.Unauthorized)]
    public async Task Gives_tokens_for_those_that_the_resolver_accepts(string identity, HttpStatusCode expected)
    {
        await using TestHost host = await TestHost.StartAsync(Map);
        using JsonContent body = JsonContent.Create(new Dictionary<string, string> { ["identity"] = identity });
        Answer answer = await host.SendAsync(HttpMethod.Post, "/api/users/sts", body, (TestHost.UserHeader, "john"));

        Assert.That(answer.Status, Is.EqualTo(expected));
    }

    private static void Map(WebApplication app)
    {
        Customers customers = new();
        #region resolver
        app.MapTokenEndpoint("/api/users/sts", "kore").ResolveIdentity(async (request, cancellationToken) =>
        {
            PostedIdentity posted = await request.ReadBodyAsync(cancellationToken);     // JSON or a form, at most 16 KiB; a client secret in it is never read
            return await customers.MayActAsAsync(request.User, posted.Identity, cancellationToken)
                ? new TokenIdentity { Subject = posted.Identity! }
                : null;                                                                // 401, or a visitor where visitors are allowed
        });
        #endregion
    }

    /// <summary>John acts for Anna.</summary>
    private sealed class Customers
    {
        private readonly Dictionary<string, string> agents = new(StringComparer.Ordinal) { ["anna"] = "john" };

        public Task<bool> MayActAsAsync(ClaimsPrincipal user, string? identity, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Task.FromResult(agents.TryGetValue(identity ?? "", out string? agent) && user.HasClaim("sub", agent));
        }
    }
}
