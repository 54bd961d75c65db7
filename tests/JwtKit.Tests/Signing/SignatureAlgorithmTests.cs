using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class SignatureAlgorithmTests
{
    [Test]
    public void There_are_six_and_no_none() => Assert.That(
        string.Join(' ', SignatureAlgorithm.All), Is.EqualTo("HS256 HS384 HS512 RS256 RS384 RS512"));

    [Test]
    public void Is_found_by_its_name([ValueSource(nameof(Names))] string name) =>
        Assert.That(SignatureAlgorithm.TryParse(name, out SignatureAlgorithm? found) ? found.Name : null, Is.EqualTo(name));

    [TestCase("hs256")]
    [TestCase("Hs256")]
    [TestCase("HS256 ")]
    [TestCase("HS257")]
    [TestCase("none")]
    [TestCase("None")]
    [TestCase("PS256")]
    [TestCase("ES256")]
    [TestCase("")]
    [TestCase(null)]
    public void Is_not_found_by_anything_else(string? name) => Assert.That(SignatureAlgorithm.TryParse(name, out _), Is.False);

    [Test]
    public void HMAC_is_symmetric_and_RSA_is_not() => Assert.That(
        string.Join(' ', SignatureAlgorithm.All.Where(static algorithm => algorithm.IsSymmetric)), Is.EqualTo("HS256 HS384 HS512"));

    private static IEnumerable<string> Names() => SignatureAlgorithm.All.Select(static algorithm => algorithm.Name);
}
