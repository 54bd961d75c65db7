using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class TokenRuleExceptionTests
{
    [Test]
    public void Is_an_invalid_operation() => Assert.That(new TokenRuleException(), Is.InstanceOf<InvalidOperationException>());

    [Test]
    public void Keeps_its_message() => Assert.That(new TokenRuleException("found a, b is needed").Message, Is.EqualTo("found a, b is needed"));

    [Test]
    public void Keeps_its_cause()
    {
        FormatException cause = new();

        Assert.That(new TokenRuleException("m", cause).InnerException, Is.SameAs(cause));
    }
}
