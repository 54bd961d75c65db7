using System.Net;
using JwtKit.AspNetCore.Tests.Samples;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.Browser;

/// <summary>The page outside of development, where nothing is made and nothing is provoked.</summary>
[TestFixture]
internal sealed class ProductionPageTests() : PageTests("production"), IDisposable
{
    private TemporaryFile? privateKey;
    private TemporaryFile? platform;
    private SampleProcess? sample;

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (sample is not null)
        {
            await sample.DisposeAsync();
        }
    }

    public void Dispose()
    {
        privateKey?.Dispose();
        platform?.Dispose();
    }

    [Test]
    public void Shows_a_token() => Assert.That(List("parts"), Is.EqualTo(["Header", "Payload", "Signature"]));

    [Test]
    public void Offers_no_refusals() => Assert.That(List("sections"), Has.None.Contain("Get refused"));

    [Test]
    public void Offers_nobody_to_send_a_token_to() => Assert.That(Seen["send"]!.GetValue<bool>(), Is.False);

    [Test]
    public void Offers_no_sign_in_without_a_password() => Assert.That(Seen["signIn"]!.GetValue<bool>(), Is.False);

    [TestCase("POST", "/login")]
    [TestCase("GET", "/demo/refusals")]
    [TestCase("POST", "/demo/refusals/expired")]
    [TestCase("POST", "/demo/tokens/RS256")]
    [TestCase("POST", "/platform/jwtgrant")]
    public async Task Has_no_route_of_the_demo(string method, string path) =>
        Assert.That((await sample!.SendAsync(new HttpMethod(method), path)).Status, Is.EqualTo(HttpStatusCode.NotFound));

    protected override async Task<Uri> StartAsync()
    {
        using RsaPrivateKey key = RsaPrivateKey.Generate();
        privateKey = new TemporaryFile(key.ExportPem());
        platform = new TemporaryFile(key.GetPublicKey().ToJwk("k-1").ToJson());
        sample = await SampleProcess.StartAsync(
            ("ASPNETCORE_ENVIRONMENT", "Production"),
            ("JwtKit__Issuers__ccai__Secret", "a company secret of this test, with 48 characters"),
            ("JwtKit__Issuers__kore__Secret", "a client secret of this test, with 47 characters"),
            ("JwtKit__Issuers__kore__Encryption__KeyFile", platform.Path),
            ("JwtKit__Issuers__kore-api__KeyFile", privateKey.Path));
        return sample.Client.BaseAddress!;
    }
}
