using System.Net;
using System.Security.Claims;
using JwtKit.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>A real Kestrel on a free loopback port, with a client that keeps no cookies and follows no redirects.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    /// <summary>The request header that signs the caller in under its value.</summary>
    public const string UserHeader = "X-Test-User";

    public static readonly DateTimeOffset Start = new(2026, 5, 4, 10, 0, 0, TimeSpan.Zero);

    private readonly WebApplication app;

    private TestHost(WebApplication app, FixedTimeProvider time, LogLines log)
    {
        this.app = app;
        Time = time;
        Log = log;
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public FixedTimeProvider Time { get; }

    public LogLines Log { get; }

    public IServiceProvider Services => app.Services;

    public static async Task<TestHost> StartAsync(Action<WebApplication> map, IConfigurationSection? section = null, Action<IServiceCollection>? services = null)
    {
        FixedTimeProvider time = new(Start);
        LogLines log = new();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddJwtKit(section ?? Settings.With());
        services?.Invoke(builder.Services);
        WebApplication app = builder.Build();
        app.Use(SignIn);
        map(app);
        await app.StartAsync();
        return new TestHost(app, time, log);
    }

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(method, path) { Content = content };
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using HttpResponseMessage response = await Client.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public Task<Answer> PostAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Post, path, null, headers);

    /// <summary>Waits for what the server still does after its last answers went out; a client that has an answer may be ahead of it.</summary>
    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }

    /// <summary>Stands for the host's authentication: <c>john</c> becomes a signed-in user, <c>!john</c> the claims of one who is not.</summary>
    private static Task SignIn(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Headers[UserHeader] is [{ Length: > 0 } user])
        {
            string name = user.TrimStart('!');
            Claim[] claims = name == "nobody"
                ? [new Claim("name", "Nobody")]
                : [new Claim("sub", name), new Claim("name", name + " Doe"), new Claim("email", WebUtility.UrlEncode(name) + "@example.com")];
            context.User = new ClaimsPrincipal(new ClaimsIdentity(claims, user[0] == '!' ? null : "test"));
        }

        return next(context);
    }
}
