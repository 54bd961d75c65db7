using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class MediaTypeTests
{
    [TestCase("JWT", "jwt")]
    [TestCase("application/at+jwt", "at+jwt")]
    [TestCase("AT+JWT", "Application/at+jwt")]
    [TestCase("application/a/b", "APPLICATION/a/b")]
    public void Are_the_same(string left, string right) => Assert.That(MediaType.AreSame(left, right), Is.True);

    /// <summary>The prefix counts where another slash follows, and where it is another one (RFC 7515 section 4.1.9).</summary>
    [TestCase("a/b", "application/a/b")]
    [TestCase("text/jwt", "jwt")]
    [TestCase("jwt", "at+jwt")]
    public void Are_not_the_same(string left, string right) => Assert.That(MediaType.AreSame(left, right), Is.False);

    [TestCase("application/json")]
    [TestCase("json")]
    [TestCase("Application/JSON; charset=utf-8")]
    [TestCase("application/problem+JSON")]
    [TestCase("application/problem+json ;a=b")]
    public void Is_JSON(string type) => Assert.That(MediaType.IsJson(type), Is.True);

    [TestCase("text/plain")]
    [TestCase("application/jsonp")]
    [TestCase("application/json+xml")]
    [TestCase("text/plain;a=application/json")]
    public void Is_not_JSON(string type) => Assert.That(MediaType.IsJson(type), Is.False);
}
