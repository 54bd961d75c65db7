using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace JwtKit.AspNetCore.Tests;

/// <summary>A server without JwtKit, which answers as a test says.</summary>
internal sealed class StubServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private StubServer(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    public static async Task<StubServer> StartAsync(RequestDelegate answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return new StubServer(app);
    }

    /// <summary>The encrypted answer to a request, for the client's key, as the documented protocol has it.</summary>
    public static byte[] Seal(HttpRequest request, string payload, int status = 200, string? target = null, string? requestId = null, RsaPrivateKey? receiver = null)
    {
        using EncryptionKey key = EncryptionKey.RsaOaep256((receiver ?? PayloadKeys.Client).GetPublicKey());
        string bound = $"{request.Method}\n{target ?? request.Path + request.QueryString}\n{requestId ?? request.Headers["JwtKit-Request-Id"].ToString()}\n{status}";
        return System.Text.Encoding.UTF8.GetBytes(PayloadEnvelope.Seal(
            System.Text.Encoding.UTF8.GetBytes(payload), key, RawExchange.Context("JwtKit", "response", bound), contentType: "application/json"));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
