using System.Net.Security;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace JwtKit;

/// <summary>Hands each handshake of Kestrel's https endpoints to the party. Safe for concurrent use.</summary>
internal sealed class KestrelMutualTls(ServerParty server) : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions options) => options.ConfigureHttpsDefaults(https =>
    {
        // Kestrel checks nothing itself: a certificate it may fall back to would be asked for, and its own validation would come first.
        https.ServerCertificateSelector = static (_, _) => null;
        https.ClientCertificateMode = ClientCertificateMode.NoCertificate;
        https.OnAuthenticate = Prepare;
    });

    /// <summary>Of what Kestrel has prepared, the protocols of ALPN stay.</summary>
    private void Prepare(ConnectionContext connection, SslServerAuthenticationOptions options)
    {
        SslServerAuthenticationOptions ours = server.Party.ServerOptions();
        RemoteCertificateValidationCallback judge = ours.RemoteCertificateValidationCallback!;
        options.ServerCertificate = null;
        options.ServerCertificateSelectionCallback = null;
        options.ServerCertificateContext = ours.ServerCertificateContext;
        options.ClientCertificateRequired = ours.ClientCertificateRequired;
        options.CertificateChainPolicy = ours.CertificateChainPolicy;
        options.CertificateRevocationCheckMode = ours.CertificateRevocationCheckMode;
        options.EnabledSslProtocols = ours.EnabledSslProtocols;
        options.AllowRenegotiation = ours.AllowRenegotiation;
        options.AllowTlsResume = ours.AllowTlsResume;
        options.RemoteCertificateValidationCallback = (sender, certificate, chain, errors) =>
        {
            bool isGood = judge(sender, certificate, chain, errors);
            connection.Features.Set(isGood ? new VerifiedConnection() : null);
            return isGood;
        };
    }
}

/// <summary>The party that this server is.</summary>
/// <param name="Party">Its certificate and what it asks of clients.</param>
internal sealed record ServerParty(TlsParty Party);

/// <summary>Stops the start of a server that listens without TLS. Its addresses are known once it listens; until then the gate refuses.</summary>
internal sealed class PlainEndpointCheck(IServer server) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        string[] plain = [.. (server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []).Where(static address => !address.StartsWith("https://", StringComparison.OrdinalIgnoreCase))];
        return plain.Length == 0 ? Task.CompletedTask : throw new InvalidOperationException(
            $"UseJwtKitMutualTls covers the whole server, and {string.Join(", ", plain)} is without TLS. Use https addresses only (urls, ASPNETCORE_URLS, Kestrel:Endpoints, or UseHttps on the endpoint), and another host for what must be plain.");
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
