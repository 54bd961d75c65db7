using JwtKit.Tests.Peers;
using NUnit.Framework;

namespace JwtKit.Cli.Tests.Peers;

/// <summary>Key files of the tool in openssl, and those of openssl in the tool.</summary>
[TestFixture]
internal sealed class OpensslTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [OneTimeSetUp]
    public async Task Start()
    {
        Shell.Require();
        OtherPrograms.RequireOpenSsl();
        await File.WriteAllTextAsync(folder.File("password.txt"), "correct horse\n");
        await RunAsync("jwtkit key new rsa --size 2048 --out private.pem --public-out public.pem");
        await RunAsync("openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out foreign.pem 2>/dev/null");
        await RunAsync("openssl req -x509 -key foreign.pem -subj /CN=test -days 30 -out certificate.pem");
    }

    public void Dispose() => folder.Dispose();

    [TestCase("jwtkit key convert private.pem --format pem --private --password-file password.txt --out - | openssl pkey -passin file:password.txt -pubout")]
    [TestCase("jwtkit key convert private.pem --format pfx --private --password-file password.txt --out - | openssl pkcs12 -passin file:password.txt -nodes -nocerts | openssl pkey -pubout")]
    [TestCase("jwtkit key convert private.pem --format pfx --private --password-file password.txt --out - | openssl pkcs12 -passin file:password.txt -nokeys | openssl x509 -pubkey -noout")]
    [TestCase("jwtkit key convert private.pem --format jwk --private --out - | jwtkit key convert - --format pem --private --out - | openssl pkey -pubout")]
    [TestCase("jwtkit key convert private.pem --format jwks --public | jwtkit key convert - --format pem | openssl pkey -pubin -pubout")]
    public async Task Openssl_reads_what_the_tool_wrote(string line) =>
        Assert.That(await RunAsync(line), Is.EqualTo(await File.ReadAllTextAsync(folder.File("public.pem"))));

    [TestCase("jwtkit key thumbprint foreign.pem")]
    [TestCase("openssl pkey -in foreign.pem -pubout | jwtkit key thumbprint -")]
    [TestCase("openssl rsa -in foreign.pem -traditional | jwtkit key thumbprint -")]
    [TestCase("openssl rsa -in foreign.pem -RSAPublicKey_out | jwtkit key thumbprint -")]
    [TestCase("openssl pkcs8 -topk8 -v2 aes-256-cbc -in foreign.pem -passout file:password.txt | jwtkit key thumbprint - --key-password-file password.txt")]
    [TestCase("openssl pkcs12 -export -inkey foreign.pem -in certificate.pem -passout file:password.txt | jwtkit key thumbprint - --key-password-file password.txt")]
    [TestCase("jwtkit key thumbprint certificate.pem")]
    [TestCase("openssl x509 -in certificate.pem -outform DER | jwtkit key thumbprint -")]
    public async Task The_tool_reads_what_openssl_wrote(string line)
    {
        string expected = RsaPublicKey.FromPem(await RunAsync("openssl pkey -in foreign.pem -pubout")).Thumbprint;
        Assert.That((await RunAsync(line)).TrimEnd('\n'), Is.EqualTo(expected));
    }

    private async Task<string> RunAsync(string line)
    {
        ToolResult result = await Shell.RunAsync(line, folder.Path, Tool.Path);
        return result.ExitCode == 0 ? result.Output : throw new AssertionException($"{line}: {result.Error}");
    }
}
