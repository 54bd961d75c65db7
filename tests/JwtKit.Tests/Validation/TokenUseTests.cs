using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>What can be asked for as one-time use, and where a policy cannot have it.</summary>
[TestFixture]
internal sealed class TokenUseTests
{
    private static readonly IReplayStore Store = new TestReplayStore(ReplayOutcome.Recorded);

    [Test]
    public void Refuses_one_time_tokens_without_end() => Assert.That(
        () => new JwtValidator(SamplePolicy.Make(allowUnlimitedLifetime: true, use: TokenUse.OneTime(Store))),
        Throws.ArgumentException.With.Message.EqualTo(
            "The policy's tokens are for one time and may have no end; a replay store cannot remember them for ever. Leave AllowUnlimitedLifetime out."));

    [Test]
    public void Refuses_one_time_tokens_of_any_issuer_without_a_scope() => Assert.That(
        () => new JwtValidator(SamplePolicy.Make(issuer: Expected.NotChecked, use: TokenUse.OneTime(Store))),
        Throws.ArgumentException.With.Message.EqualTo(
            "The policy's tokens are for one time, and nothing says within what a jti is unique: expect an Issuer, or name the scope in TokenUse.OneTime(store, scope)."));

    [Test]
    public void Accepts_one_time_tokens_of_any_issuer_with_a_scope() =>
        Assert.That(() => new JwtValidator(SamplePolicy.Make(issuer: Expected.NotChecked, use: TokenUse.OneTime(Store, "orders"))), Throws.Nothing);

    [Test]
    public void Throws_when_the_store_is_null() => Assert.That(() => TokenUse.OneTime(null!), Throws.ArgumentNullException);

    [Test]
    public void Refuses_an_empty_scope() => Refused(string.Empty);

    [Test]
    public void Refuses_a_scope_with_half_of_a_surrogate_pair() => Refused("a\ud800");

    [TestCase(0L)]
    [TestCase(-1L)]
    [TestCase(TimeSpan.TicksPerSecond - 1)]
    [TestCase((366 * TimeSpan.TicksPerDay) + 1)]
    public void Refuses_a_maximum_lifetime(long ticks) => Assert.That(
        () => TokenUse.OneTime(Store, maximumLifetime: new TimeSpan(ticks)),
        Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("1 second to 366 days are accepted: so long does the store remember each token."));

    [TestCase(TimeSpan.TicksPerSecond)]
    [TestCase(366 * TimeSpan.TicksPerDay)]
    public void Accepts_a_maximum_lifetime(long ticks) => Assert.That(() => TokenUse.OneTime(Store, maximumLifetime: new TimeSpan(ticks)), Throws.Nothing);

    [Test]
    public void Prints_the_choice() => Assert.That((TokenUse.Reusable.ToString(), TokenUse.OneTime(Store, "orders").ToString()), Is.EqualTo(("Reusable", "OneTime")));

    private static void Refused(string scope) =>
        Assert.That(() => TokenUse.OneTime(Store, scope), Throws.ArgumentException.With.Property(nameof(ArgumentException.ParamName)).EqualTo("scope"));
}
