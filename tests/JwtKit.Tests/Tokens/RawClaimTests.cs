using System.Text.Json.Nodes;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>The claims that JwtKit writes itself, tried through each door for others.</summary>
[TestFixture]
internal sealed class RawClaimTests
{
    private static TestCaseData[] Refused =>
    [
        new("exp", Time("exp", "Lifetime (JwtBuilder.ExpiresIn)")),
        new("nbf", Time("nbf", "NotBefore")),
        new("iat", Time("iat", "the time of signing, by itself")),
        new("iss", "The claim 'iss' comes from Issuer, so that it cannot stand in the token twice. (Parameter 'name')"),
        new("sub", "The claim 'sub' comes from Subject, so that it cannot stand in the token twice. (Parameter 'name')"),
        new("aud", "The claim 'aud' comes from Audiences (JwtBuilder.Audience), so that it cannot stand in the token twice. (Parameter 'name')"),
        new("jti", "The claim 'jti' comes from TokenId, so that it cannot stand in the token twice. (Parameter 'name')"),
    ];

    [TestCaseSource(nameof(Refused))]
    public void Refuses_it_in_an_initializer(string name, string message) =>
        Assert.That(() => new ClaimSet { [name] = 1 }, Throws.ArgumentException.With.Message.EqualTo(message));

    [TestCaseSource(nameof(Refused))]
    public void Refuses_it_in_Add(string name, string message) =>
        Assert.That(() => new ClaimSet().Add(name, "x"), Throws.ArgumentException.With.Message.EqualTo(message));

    [TestCaseSource(nameof(Refused))]
    public void Refuses_it_in_a_typed_Add(string name, string message) =>
        Assert.That(() => new ClaimSet().Add(name, 1, SampleJsonContext.Default.Int32), Throws.ArgumentException.With.Message.EqualTo(message));

    [TestCaseSource(nameof(Refused))]
    public void Refuses_it_in_With(string name, string message) =>
        Assert.That(() => new ClaimSet().With(name, 1), Throws.ArgumentException.With.Message.EqualTo(message));

    [TestCaseSource(nameof(Refused))]
    public void Refuses_it_in_a_JSON_object(string name, string message) =>
        Assert.That(() => ClaimSet.From(new JsonObject { ["ok"] = 1, [name] = 1 }), Throws.ArgumentException.With.Message.EqualTo(message));

    [TestCaseSource(nameof(Refused))]
    public void Refuses_it_in_a_typed_object(string name, string message) =>
        Assert.That(
            () => ClaimSet.From(new Dictionary<string, int> { [name] = 1 }, SampleJsonContext.Default.DictionaryStringInt32),
            Throws.ArgumentException.With.Message.EqualTo(message));

    [TestCaseSource(nameof(Refused))]
    public void Refuses_it_in_the_builder(string name, string message) =>
        Assert.That(() => new JwtBuilder().Claim(name, 1), Throws.ArgumentException.With.Message.EqualTo(message));

    [TestCaseSource(nameof(Refused))]
    public void Refuses_it_typed_in_the_builder(string name, string message) =>
        Assert.That(() => new JwtBuilder().Claim(name, 1, SampleJsonContext.Default.Int32), Throws.ArgumentException.With.Message.EqualTo(message));

    [TestCase("Exp")]
    [TestCase("EXP")]
    [TestCase("exp ")]
    [TestCase("Sub")]
    [TestCase("scope")]
    public void Accepts_a_name_that_only_resembles_one(string name) => Assert.That(new ClaimSet { [name] = 1 }.Contains(name), Is.True);

    private static string Time(string name, string source) =>
        $"The claim '{name}' is not written raw: a number of milliseconds there makes a token that lives for 50,000 years, and text makes one that nobody accepts. "
        + $"It comes from {source}, in whole seconds. (Parameter 'name')";
}
