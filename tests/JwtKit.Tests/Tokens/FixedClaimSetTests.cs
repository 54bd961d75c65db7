using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>From which moment on a claim set lets nothing be added.</summary>
[TestFixture]
internal sealed class FixedClaimSetTests
{
    private const string TooLate = "The claim 'late' comes too late: the set has been used and is fixed. With(name, value) makes a changed copy.";

    private ClaimSet claims = null!;
    private JwtDescriptor descriptor = null!;

    [SetUp]
    public void MakeDescriptor()
    {
        claims = new ClaimSet { ["a"] = 1 };
        descriptor = new JwtDescriptor { Lifetime = TimeSpan.FromMinutes(5), Claims = claims };
    }

    [Test]
    public void Accepts_claims_until_its_first_use()
    {
        claims.Add("late", 2);

        Assert.That(claims, Has.Count.EqualTo(2));
    }

    [Test]
    public void Refuses_claims_after_a_signature()
    {
        Jwt.Sign(descriptor, SampleKeys.Hs256, new FixedTimeProvider(SamplePolicy.Now));

        Assert.That(() => claims.Add("late", 2), Throws.InvalidOperationException.With.Message.EqualTo(TooLate));
    }

    [Test]
    public void Refuses_claims_after_a_with_copy()
    {
        _ = descriptor with { Subject = "bob" };

        Assert.That(() => claims["late"] = 2, Throws.InvalidOperationException.With.Message.EqualTo(TooLate));
    }

    [Test]
    public void Refuses_claims_after_it_was_read()
    {
        _ = claims["a"];

        Assert.That(() => claims.Add("late", 2), Throws.InvalidOperationException.With.Message.EqualTo(TooLate));
    }

    [Test]
    public void Refuses_claims_while_it_is_listed() => Assert.That(
        () =>
        {
            foreach (KeyValuePair<string, ClaimValue> claim in claims)
            {
                claims.Add("late", claim.Value);
            }
        },
        Throws.InvalidOperationException.With.Message.EqualTo(TooLate));

    [Test]
    public void Refuses_claims_of_a_built_token()
    {
        JwtBuilder builder = new JwtBuilder().ExpiresIn(TimeSpan.FromMinutes(5));
        builder.Build();

        Assert.That(() => builder.Claim("late", 2), Throws.InvalidOperationException.With.Message.EqualTo(TooLate));
    }

    [Test]
    public void Makes_changed_copies_when_fixed()
    {
        _ = claims["a"];

        Assert.That(claims.With("late", 2), Is.EqualTo(new ClaimSet { ["a"] = 1, ["late"] = 2 }));
    }

    [Test]
    public void Makes_copies_that_are_not_fixed()
    {
        _ = claims["a"];
        ClaimSet copy = claims.With("b", 2);

        Assert.That(() => copy.Add("late", 3), Throws.Nothing);
    }
}
