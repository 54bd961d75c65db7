using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class TokenTimesTests
{
    private const string NeverValid = "NotBefore must lie after 1970 and before the end of the lifetime; the token would never be valid.";

    private static readonly DateTimeOffset Now = SamplePolicy.Now;

    [Test]
    public void Cuts_iat_to_whole_seconds() =>
        Assert.That(PayloadAt(Now.AddMilliseconds(999.9), Minutes(5)), Is.EqualTo("""{"iat":1767225600,"exp":1767225900}"""));

    [Test]
    public void Cuts_a_lifetime_to_whole_seconds() =>
        Assert.That(PayloadAt(Now, new() { Lifetime = TimeSpan.FromMilliseconds(1999), TokenId = TokenId.None }), Is.EqualTo("""{"iat":1767225600,"exp":1767225601}"""));

    [Test]
    public void Does_not_add_up_parts_of_seconds() =>
        Assert.That(
            PayloadAt(Now.AddMilliseconds(900), new() { Lifetime = TimeSpan.FromMilliseconds(1900), TokenId = TokenId.None }),
            Is.EqualTo("""{"iat":1767225600,"exp":1767225601}"""));

    [Test]
    public void Cuts_a_fixed_end_to_whole_seconds() =>
        Assert.That(
            PayloadAt(Now, new() { Lifetime = TokenLifetime.Until(Now.AddSeconds(90.9)), TokenId = TokenId.None }),
            Is.EqualTo("""{"iat":1767225600,"exp":1767225690}"""));

    [Test]
    public void Cuts_nbf_to_whole_seconds() =>
        Assert.That(
            PayloadAt(Now, Minutes(5) with { NotBefore = Now.AddSeconds(1.9) }), Is.EqualTo("""{"iat":1767225600,"nbf":1767225601,"exp":1767225900}"""));

    [Test]
    public void Reads_dates_of_other_time_zones_as_the_moment_they_name() =>
        Assert.That(
            PayloadAt(Now.ToOffset(TimeSpan.FromHours(14)), Minutes(5) with { NotBefore = Now.ToOffset(TimeSpan.FromHours(-8)) }),
            Is.EqualTo("""{"iat":1767225600,"nbf":1767225600,"exp":1767225900}"""));

    [Test]
    public void Writes_no_exp_for_an_unlimited_lifetime() =>
        Assert.That(PayloadAt(Now, new() { Lifetime = TokenLifetime.Unlimited, TokenId = TokenId.None }), Is.EqualTo("""{"iat":1767225600}"""));

    [Test]
    public void Accepts_nbf_one_second_before_the_end() =>
        Assert.That(() => PayloadAt(Now, Minutes(5) with { NotBefore = Now.AddSeconds(299) }), Throws.Nothing);

    [Test]
    public void Refuses_nbf_at_the_end() =>
        Assert.That(
            () => PayloadAt(Now, Minutes(5) with { NotBefore = Now.AddSeconds(300) }), Throws.ArgumentException.With.Message.EqualTo(NeverValid));

    [Test]
    public void Refuses_nbf_before_1970() =>
        Assert.That(
            () => PayloadAt(Now, Minutes(5) with { NotBefore = DateTimeOffset.UnixEpoch.AddSeconds(-1) }),
            Throws.ArgumentException.With.Message.EqualTo(NeverValid));

    [Test]
    public void Accepts_nbf_far_ahead_of_an_unlimited_lifetime() =>
        Assert.That(
            PayloadAt(Now, new() { Lifetime = TokenLifetime.Unlimited, NotBefore = DateTimeOffset.MaxValue, TokenId = TokenId.None }),
            Is.EqualTo("""{"iat":1767225600,"nbf":253402300799}"""));

    private static JwtDescriptor Minutes(int minutes) => new() { Lifetime = TimeSpan.FromMinutes(minutes), TokenId = TokenId.None };

    private static string PayloadAt(DateTimeOffset now, JwtDescriptor descriptor) =>
        RawToken.PayloadOf(Jwt.Sign(descriptor, SampleKeys.Hs256, new FixedTimeProvider(now)));
}
