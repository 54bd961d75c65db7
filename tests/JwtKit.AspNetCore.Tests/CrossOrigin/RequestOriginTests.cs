using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.CrossOrigin;

[TestFixture]
internal sealed class RequestOriginTests
{
    [TestCase(null, null, true)]
    [TestCase("same-origin", null, true)]
    [TestCase("none", null, true)]
    [TestCase("same-site", null, false)]
    [TestCase("cross-site", null, false)]
    [TestCase("", null, false)]
    [TestCase("same-origin, cross-site", null, false)]
    [TestCase("cross-site", "https://id.example.com", false)]
    [TestCase("same-origin", "https://evil.example", true)]
    [TestCase(null, "https://id.example.com", true)]
    [TestCase(null, "http://id.example.com", true)]
    [TestCase(null, "https://ID.example.com", true)]
    [TestCase(null, "https://id.example.com:8443", false)]
    [TestCase(null, "https://example.com", false)]
    [TestCase(null, "https://id.example.com.evil.example", false)]
    [TestCase(null, "null", false)]
    [TestCase(null, "", false)]
    public void Tells_same_from_cross_origin(string? site, string? origin, bool expected)
    {
        DefaultHttpContext context = new();
        context.Request.Host = new HostString("id.example.com");
        Set(context, "Sec-Fetch-Site", site);
        Set(context, "Origin", origin);

        Assert.That(RequestOrigin.IsSameOrigin(context.Request), Is.EqualTo(expected));
    }

    [Test]
    public void Refuses_two_origins()
    {
        DefaultHttpContext context = new();
        context.Request.Host = new HostString("id.example.com");
        context.Request.Headers.Origin = new[] { "https://id.example.com", "https://id.example.com" };

        Assert.That(RequestOrigin.IsSameOrigin(context.Request), Is.False);
    }

    private static void Set(DefaultHttpContext context, string name, string? value)
    {
        if (value is not null)
        {
            context.Request.Headers[name] = value;
        }
    }
}
