using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace JwtKit.MutualTls.Tests;

/// <summary>A certificate with its key, and what is presented after it.</summary>
internal sealed record TestCertificate(X509Certificate2 Certificate, ECDsa Key)
{
    public TestAuthority[] Chain { get; init; } = [];

    public string Pem => Certificate.ExportCertificatePem();

    public string ChainPem => string.Join('\n', Chain.Select(static authority => authority.Pem));

    public string FullPem => $"{Pem}\n{ChainPem}";

    public string KeyPem => Key.ExportPkcs8PrivateKeyPem();

    public TestCertificate With(params TestAuthority[] chain) => this with { Chain = chain };
}
