using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace JwtKit;

/// <summary>
/// One party of mutual TLS connections, as <see cref="MutualTlsOptions"/> describe it, for use with any <see cref="SslStream"/>. Follows changes of its
/// files: ask for new options for each connection. Safe for concurrent use.
/// </summary>
public sealed class TlsParty : IDisposable
{
    private const SslProtocols Protocols = SslProtocols.Tls12 | SslProtocols.Tls13;

    private readonly TlsPartyWatch watch;
    private readonly TimeProvider timeProvider;
    private readonly TlsPartyLog log;

    internal TlsParty(string name, TlsPartyWatch watch, TimeProvider timeProvider, TlsPartyLog log)
    {
        Name = name;
        this.watch = watch;
        this.timeProvider = timeProvider;
        this.log = log;
    }

    /// <summary>The name under <c>MutualTls</c> in the configuration.</summary>
    public string Name { get; }

    /// <summary>What the party has at present.</summary>
    internal TlsPartyWatch Watch => watch;

    /// <summary>What a client needs for one connection, TLS 1.2 or 1.3: it presents the party's certificate, and refuses every server but a good one of this host.</summary>
    /// <param name="host">The server's host name or address, which must be among the alternative names of its certificate.</param>
    /// <exception cref="AuthenticationException">The party's own certificate has ended, so that the server would refuse it.</exception>
    public SslClientAuthenticationOptions ClientOptions(string host)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        return ClientOptions(host, static _ => { });
    }

    /// <summary>What a server needs for one connection, TLS 1.2 or 1.3: it presents the party's certificate, and refuses every client without a good one.</summary>
    public SslServerAuthenticationOptions ServerOptions() => new()
    {
        ServerCertificateContext = watch.Current.Presented,
        ClientCertificateRequired = true,
        RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
        {
            PeerRefusal? refusal = Judge(TlsPurpose.Client, certificate, chain, host: null);
            if (refusal is not null)
            {
                log.ClientRefused(refusal);
            }

            return refusal is null;
        },
        CertificateChainPolicy = Nothing(),
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        EnabledSslProtocols = Protocols,
        AllowRenegotiation = false,
        AllowTlsResume = false,
    };

    /// <summary>Ends the watch over the files.</summary>
    public void Dispose() => watch.Dispose();

    /// <summary>The same, with the refusal for who wants to explain a failed handshake.</summary>
    internal SslClientAuthenticationOptions ClientOptions(string host, Action<PeerRefusal> refused)
    {
        TlsMaterial own = watch.Current;
        return own.NotAfter > timeProvider.GetUtcNow()
            ? ClientOptionsWith(own, host, refused)
            : throw new AuthenticationException($"The certificate of MutualTls '{Name}' ended at {own.NotAfter.UtcDateTime:u}; put a new one into its CertificateFile, with its key.");
    }

    /// <summary>For connections that the HTTP handler makes secure itself, each to the host that the stream names.</summary>
    internal SslClientAuthenticationOptions ClientOptionsForAnyHost() => ClientOptionsWith(watch.Current, host: null, static _ => { });

    private SslClientAuthenticationOptions ClientOptionsWith(TlsMaterial own, string? host, Action<PeerRefusal> refused) => new()
    {
        TargetHost = host,
        ClientCertificateContext = own.Presented,
        RemoteCertificateValidationCallback = (sender, certificate, chain, _) =>
        {
            // Without a name there is none to compare, and nothing matches the empty one.
            PeerRefusal? refusal = Judge(TlsPurpose.Server, certificate, chain, host ?? (sender as SslStream)?.TargetHostName ?? string.Empty);
            if (refusal is not null)
            {
                log.ServerRefused(refusal);
                refused(refusal);
            }

            return refusal is null;
        },
        CertificateChainPolicy = Nothing(),
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        EnabledSslProtocols = Protocols,
        AllowRenegotiation = false,
        AllowTlsResume = false,
    };

    /// <summary>
    /// The path that .NET builds before it asks us is not used. By itself .NET would look for missing certificates on the network, at
    /// addresses that the other side names.
    /// </summary>
    private static X509ChainPolicy Nothing() => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        RevocationMode = X509RevocationMode.NoCheck,
        DisableCertificateDownloads = true,
    };

    private PeerRefusal? Judge(TlsPurpose purpose, X509Certificate? certificate, X509Chain? chain, string? host)
    {
        try
        {
            return certificate is X509Certificate2 presented
                ? new PeerCheck(watch.Current, purpose).Judge(presented, chain?.ChainPolicy.ExtraStore ?? [], timeProvider.GetUtcNow(), host)
                : PeerRefusal.Missing;
        }
        catch (CryptographicException)
        {
            // .NET reads extensions and keys when they are asked for, and not before.
            return PeerRefusal.Damaged;
        }
    }
}
