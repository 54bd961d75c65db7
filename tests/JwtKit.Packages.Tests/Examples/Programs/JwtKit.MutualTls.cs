using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

// An authority, and a client's certificate that it issued.
using RSA authorityKey = RSA.Create(2048);
using RSA clientKey = RSA.Create(2048);
CertificateRequest authority = new("CN=Authority", authorityKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
using X509Certificate2 root = authority.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
CertificateRequest request = new("CN=bots", clientKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
using X509Certificate2 client = request.Create(root, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddMonths(6), [1, 2, 3]);
File.WriteAllText("root.pem", root.ExportCertificatePem());
File.WriteAllText("client.pem", client.ExportCertificatePem());
File.WriteAllText("client.key", clientKey.ExportPkcs8PrivateKeyPem());

WebApplicationBuilder builder = WebApplication.CreateBuilder();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
{
    ["JwtKit:MutualTls:kore:CertificateFile"] = "client.pem",
    ["JwtKit:MutualTls:kore:KeyFile"] = "client.key",
    ["JwtKit:MutualTls:kore:RootFile"] = "root.pem",
});
builder.Services.AddJwtKit(builder.Configuration.GetSection("JwtKit"));
// The example stands here.
await using WebApplication app = builder.Build();
await app.StartAsync();
string presented = app.Services.GetRequiredService<JwtKit.TlsParties>()["kore"].ClientOptions("example.com").ClientCertificateContext!.TargetCertificate.Subject;
await app.StopAsync();
Console.WriteLine(presented);
