using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A test that a user of the package writes, with a clock of the user's own, as the pages show it.</summary>
[TestFixture]
internal sealed class ClockExampleTests
{
    #region clock
    private sealed class ManualClock(DateTimeOffset start) : TimeProvider
    {
        private DateTimeOffset now = start;
        public override DateTimeOffset GetUtcNow() => now;
        public void Advance(TimeSpan time) => now += time;
    }

    [Test]
    public async Task Accepts_an_order_once_and_only_while_its_token_lives()
    {
        ManualClock clock = new(new DateTimeOffset(2026, 5, 4, 10, 0, 0, TimeSpan.Zero));
        using SigningKey key = SigningKey.Hs256(Secret.Generate());
        ValidationPolicy policy = new()
        {
            Keys = [key.VerificationKey], Issuer = "me", Audience = "orders-api",
            Use = TokenUse.OneTime(new InMemoryReplayStore(timeProvider: clock)),
        };
        JwtValidator validator = new(policy, clock);
        JwtDescriptor order = new() { Lifetime = TimeSpan.FromMinutes(5), Issuer = "me", Audiences = ["orders-api"] };
        string used = Jwt.Sign(order, key, clock), late = Jwt.Sign(order, key, clock);

        string? first = (await validator.ValidateAsync(used)).Failure?.Code;
        string? second = (await validator.ValidateAsync(used)).Failure?.Code;
        clock.Advance(TimeSpan.FromMinutes(5) + policy.ClockSkew);
        string? third = (await validator.ValidateAsync(late)).Failure?.Code;

        Assert.That(new[] { first, second, third }, Is.EqualTo(new[] { null, TokenFailureCodes.Replayed, TokenFailureCodes.Expired }));
    }
    #endregion

    /// <summary>The last moment at which it is accepted, and the first at which it is not.</summary>
    [TestCase(-1, ExpectedResult = null)]
    [TestCase(0, ExpectedResult = TokenFailureCodes.Expired)]
    public async Task<string?> Follows_the_clock_to_the_tick(int ticks)
    {
        ManualClock clock = new(SamplePolicy.Now);
        ValidationPolicy policy = SamplePolicy.Make();
        string token = Jwt.Sign(new JwtDescriptor { Lifetime = TimeSpan.FromMinutes(5), Issuer = "cs-1", Audiences = ["orders-api"] }, SampleKeys.Hs256, clock);
        clock.Advance(TimeSpan.FromMinutes(5) + policy.ClockSkew + TimeSpan.FromTicks(ticks));
        return (await new JwtValidator(policy, clock).ValidateAsync(token)).Failure?.Code;
    }
}
