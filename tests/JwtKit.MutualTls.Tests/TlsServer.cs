using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using JwtKit.Tests;
using JwtKit.Tests.Peers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JwtKit.MutualTls.Tests;

/// <summary>A real Kestrel with TLS on a free loopback port. Counts the requests that reach its application, and answers with the client's subject.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly FixedTimeProvider time;
    private int requests;

    private TlsServer(WebApplicationBuilder builder)
    {
        time = new FixedTimeProvider(TestHost.Start);
        builder.Logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton<TimeProvider>(time);
        app = builder.Build();
        app.Run(context =>
        {
            Interlocked.Increment(ref requests);
            return context.Response.WriteAsync($"{context.Connection.ClientCertificate?.Subject} {context.Request.Protocol}");
        });
    }

    public LogLines Log { get; } = new();

    public FixedTimeProvider Time => time;

    public IServiceProvider Services => app.Services;

    public int Requests => Volatile.Read(ref requests);

    public Uri Address => new(new Uri(app.Urls.First()).GetLeftPart(UriPartial.Authority).Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

    /// <summary>With what is tested.</summary>
    public static Task<TlsServer> StartAsync(Action<MutualTlsOptions> configure, Action<WebApplicationBuilder>? change = null, string urls = "https://127.0.0.1:0")
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(urls);
        builder.WebHost.UseJwtKitMutualTls("kore", configure);
        change?.Invoke(builder);
        return RunAsync(builder);
    }

    /// <summary>With a certificate that is good or not, asking each client for one without judging it.</summary>
    public static Task<TlsServer> StartPlainAsync(TestCertificate certificate, SslProtocols protocol, HttpProtocols http = HttpProtocols.Http1AndHttp2)
    {
        Require(protocol);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = http;
            listen.UseHttps(https =>
            {
                // Kestrel looks at the purpose of a certificate that it is given otherwise.
                https.ServerCertificateSelector = static (_, _) => null;
                https.OnAuthenticate = (_, options) =>
                {
                    options.ServerCertificateSelectionCallback = null;
                    options.ServerCertificateContext = ContextOf(certificate);
                };
                https.SslProtocols = protocol;
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.AllowAnyClientCertificate();
            });
        }));
        return RunAsync(builder);
    }

    /// <summary>A client that accepts every server, and presents exactly this.</summary>
    public HttpClient ClientWith(TestCertificate? certificate, SslProtocols protocol)
    {
        Require(protocol);
        return new HttpClient(new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                EnabledSslProtocols = protocol,
                RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null,
                ClientCertificateContext = certificate is null ? null : ContextOf(certificate),
            },
        })
        { BaseAddress = Address };
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static void Require(SslProtocols protocol) =>
        OtherPrograms.Require(protocol != SslProtocols.Tls13 || !OperatingSystem.IsMacOS(), "on macOS .NET speaks TLS 1.2 at most");

    private static SslStreamCertificateContext ContextOf(TestCertificate certificate) => SslStreamCertificateContext.Create(
        certificate.Certificate, [.. certificate.Chain.Select(static authority => authority.Certificate)], offline: true);

    private static async Task<TlsServer> RunAsync(WebApplicationBuilder builder)
    {
        TlsServer server = new(builder);
        try
        {
            await server.app.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }
}
