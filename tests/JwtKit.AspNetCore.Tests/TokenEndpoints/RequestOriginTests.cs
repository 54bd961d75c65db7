using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

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
    [TestCase(null, "http://evil@id.example.com", false)]
    [TestCase(null, "https://evil:secret@id.example.com", false)]
    [TestCase(null, "https://@id.example.com", false)]
    [TestCase(null, "https://id.example.com/", false)]
    [TestCase(null, "https://id.example.com?evil.example", false)]
    [TestCase(null, "https://id.example.com#evil.example", false)]
    [TestCase(null, "https:\\\\id.example.com", false)]
    [TestCase(null, "https:id.example.com", false)]
    [TestCase(null, "ftp://id.example.com", false)]
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

    [TestCase("id.example.com:8443", "https://id.example.com:8443", true)]
    [TestCase("[::1]:5080", "http://[::1]:5080", true)]
    [TestCase("id.example.com:8443", "https://id.example.com", false)]
    [TestCase("", "https://", false)]
    public void Compares_the_port_too(string host, string origin, bool expected)
    {
        DefaultHttpContext context = new();
        context.Request.Host = new HostString(host);
        context.Request.Headers.Origin = origin;

        Assert.That(RequestOrigin.IsSameOrigin(context.Request), Is.EqualTo(expected));
    }

    private static void Set(DefaultHttpContext context, string name, string? value)
    {
        if (value is not null)
        {
            context.Request.Headers[name] = value;
        }
    }
}
