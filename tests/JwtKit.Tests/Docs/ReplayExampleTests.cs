using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>The replay store in one line, as the pages show it.</summary>
[TestFixture]
internal sealed class ReplayExampleTests
{
    [Test]
    public async Task Accepts_a_token_once()
    {
        RedisDatabase database = new();
        #region redis
        IReplayStore redis = new DelegateReplayStore((id, timeToLive, ct) => new(database.StringSetAsync(id, 1, timeToLive + TimeSpan.FromMinutes(10), When.NotExists)));
        #endregion
        using SigningKey key = SigningKey.Hs256(Secret.Generate());
        JwtValidator validator = new(new ValidationPolicy { Keys = [key.VerificationKey], Issuer = "me", Audience = Expected.NotChecked, Use = TokenUse.OneTime(redis) });
        string token = Jwt.Sign(new JwtDescriptor { Lifetime = TimeSpan.FromMinutes(5), Issuer = "me" }, key);
        ValidationOutcome first = await validator.ValidateAsync(token);

        Assert.That((first.Succeeded, (await validator.ValidateAsync(token)).Failure?.Code), Is.EqualTo((true, TokenFailureCodes.Replayed)));
    }
}
