using System.Text;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>The search finds what it is there to find.</summary>
[TestFixture]
internal sealed class SecretsTests
{
    private const string Secret = "a secret with ?>~ in it";

    private static IEnumerable<string> Forms()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Secret);
        yield return Secret;
        yield return Convert.ToHexString(bytes);
        yield return Convert.ToHexStringLower(bytes);
        yield return BitConverter.ToString(bytes);
        yield return Convert.ToBase64String(bytes);
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes("1" + Secret + "after"));
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes("12" + Secret));
        yield return Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_').TrimEnd('=');
    }

    [TestCaseSource(nameof(Forms))]
    public void Finds_every_form(string form)
    {
        Secrets secrets = new();
        secrets.Add("it", Secret);

        Assert.That(secrets.FoundIn($"before {form} after"), Is.Not.Empty);
    }

    [Test]
    public void Finds_nothing_where_nothing_is()
    {
        Secrets secrets = new();
        secrets.Add("it", Secret);

        Assert.That(secrets.FoundIn("a line of a log"), Is.Empty);
    }
}
