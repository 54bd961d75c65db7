using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class TokenLifetimeTests
{
    private static readonly DateTimeOffset Now = SamplePolicy.Now;

    [Test]
    public void Refuses_a_descriptor_without_a_lifetime() =>
        Assert.That(() => Sign(default), Throws.ArgumentException.With.Message.EqualTo("The descriptor has no lifetime. Set Lifetime, for instance to TimeSpan.FromMinutes(5)."));

    [Test]
    public void Accepts_one_second() => Assert.That(Sign(TimeSpan.FromSeconds(1)), Does.Contain("\"exp\":1767225601"));

    [Test]
    public void Refuses_a_tick_less_than_a_second() => Assert.That(
        () => TokenLifetime.FromTimeSpan(TimeSpan.FromSeconds(1) - TimeSpan.FromTicks(1)),
        Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "A lifetime of at least one second is needed; TokenLifetime.Unlimited makes a token without an end. (Parameter 'duration')" + Environment.NewLine
            + "Actual value was 00:00:00.9999999."));

    [TestCase(0L)]
    [TestCase(-1L)]
    [TestCase(long.MinValue)]
    public void Refuses_no_time_and_negative_time(long ticks) =>
        Assert.That(() => (TokenLifetime)TimeSpan.FromTicks(ticks), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void Refuses_the_longest_time_span() => Assert.That(
        () => Sign(TimeSpan.MaxValue),
        Throws.ArgumentException.With.Message.EqualTo(
            "The lifetime (10675199.02:48:05.4775807) must end after the moment of signing and before the year 10000."));

    [Test]
    public void Accepts_the_last_second_of_the_year_9999() =>
        Assert.That(Sign(TokenLifetime.Until(DateTimeOffset.MaxValue)), Does.Contain("\"exp\":253402300799"));

    [Test]
    public void Accepts_a_length_up_to_the_last_second_of_the_year_9999() =>
        Assert.That(Sign(DateTimeOffset.MaxValue - Now), Does.Contain("\"exp\":253402300799"));

    [Test]
    public void Refuses_a_length_one_second_beyond_the_year_9999() =>
        Assert.That(() => Sign(DateTimeOffset.MaxValue - Now + TimeSpan.FromSeconds(1)), Throws.ArgumentException);

    [Test]
    public void Refuses_an_end_in_the_past() => Assert.That(
        () => Sign(TokenLifetime.Until(Now.AddHours(-1))),
        Throws.ArgumentException.With.Message.EqualTo(
            "The lifetime (2025-12-31T23:00:00.0000000+00:00) must end after the moment of signing and before the year 10000."));

    [Test]
    public void Refuses_an_end_in_the_second_of_signing() =>
        Assert.That(() => Sign(TokenLifetime.Until(Now.AddMilliseconds(999))), Throws.ArgumentException);

    [Test]
    public void Accepts_an_end_in_the_next_second() => Assert.That(Sign(TokenLifetime.Until(Now.AddSeconds(1))), Does.Contain("\"exp\":1767225601"));

    [Test]
    public void Knows_that_it_is_unlimited() => Assert.That(TokenLifetime.Unlimited.IsUnlimited, Is.True);

    [Test]
    public void Knows_that_it_is_not_unlimited_by_default() => Assert.That(default(TokenLifetime).IsUnlimited, Is.False);

    [Test]
    public void Equals_the_same_length() => Assert.That((TokenLifetime)TimeSpan.FromSeconds(60) == TimeSpan.FromMinutes(1), Is.True);

    [Test]
    public void Has_the_hash_of_the_same_length() =>
        Assert.That(TokenLifetime.FromTimeSpan(TimeSpan.FromSeconds(60)).GetHashCode(), Is.EqualTo(TokenLifetime.FromTimeSpan(TimeSpan.FromMinutes(1)).GetHashCode()));

    [Test]
    public void Differs_from_another_length() => Assert.That((TokenLifetime)TimeSpan.FromSeconds(60) != TimeSpan.FromSeconds(61), Is.True);

    [Test]
    public void Differs_from_a_fixed_end() => Assert.That(TokenLifetime.Until(Now), Is.Not.EqualTo((TokenLifetime)TimeSpan.FromMinutes(1)));

    [Test]
    public void Differs_from_unlimited_when_not_set() => Assert.That(default(TokenLifetime), Is.Not.EqualTo(TokenLifetime.Unlimited));

    [Test]
    public void Prints_a_length() => Assert.That(((TokenLifetime)TimeSpan.FromMinutes(5)).ToString(), Is.EqualTo("00:05:00"));

    [Test]
    public void Prints_an_end() => Assert.That(TokenLifetime.Until(Now).ToString(), Is.EqualTo("2026-01-01T00:00:00.0000000+00:00"));

    [Test]
    public void Prints_unlimited() => Assert.That(TokenLifetime.Unlimited.ToString(), Is.EqualTo("unlimited"));

    [Test]
    public void Prints_that_it_is_not_set() => Assert.That(default(TokenLifetime).ToString(), Is.EqualTo("not set"));

    private static string Sign(TokenLifetime lifetime) =>
        RawToken.PayloadOf(Jwt.Sign(new JwtDescriptor { Lifetime = lifetime, TokenId = TokenId.None }, SampleKeys.Hs256, new FixedTimeProvider(Now)));
}
