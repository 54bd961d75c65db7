using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>Options that code has set, beyond what a configuration section can say.</summary>
[TestFixture]
internal sealed class CodeFaultTests
{
    [Test]
    public void Takes_an_issuer_from_code_alone() => Assert.That(FaultsOf(static _ => { }), Is.Empty);

    [Test]
    public void Takes_an_empty_text_for_none() => Assert.That(
        FaultsOf(static options => options.Company = string.Empty),
        Is.EqualTo(new[] { "JwtKit:Issuers:ccai:Company: is missing; Platform Ccai needs it." }));

    [Test]
    public void Names_the_algorithm_that_is_not_the_keys() => Assert.That(
        FaultsOf(static options => options.Algorithm = "HS512"),
        Is.EqualTo(new[] { "JwtKit:Issuers:ccai:Algorithm: is another than that of SigningKey. Take it out here, or make the key with it." }));

    [Test]
    public void Names_the_key_id_that_is_not_the_keys() => Assert.That(
        FaultsOf(static options => options.KeyId = "2026-01"),
        Is.EqualTo(new[] { "JwtKit:Issuers:ccai:KeyId: is another than that of SigningKey. Take it out here, or make the key with it." }));

    private static List<string> FaultsOf(Action<IssuerOptions> change)
    {
        using SigningKey key = SigningKey.Hs256(Secret.Generate());
        IssuerOptions issuer = new() { Platform = TokenPlatform.Ccai, Company = "ACME", SigningKey = key };
        change(issuer);
        using ServiceProvider services = new ServiceCollection()
            .AddJwtKit(Settings.Only())
            .Configure<JwtKitOptions>(options => options.Issuers["ccai"] = issuer)
            .BuildServiceProvider();
        return Faults.Of(services);
    }
}
