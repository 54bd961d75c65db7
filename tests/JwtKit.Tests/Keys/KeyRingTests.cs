using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class KeyRingTests
{
    private readonly VerificationKey a = Make("a");
    private readonly VerificationKey b = Make("b");
    private readonly VerificationKey c = Make("c");

    [OneTimeTearDown]
    public void DisposeKeys()
    {
        a.Dispose();
        b.Dispose();
        c.Dispose();
    }

    [Test]
    public void Lists_the_current_key_first_then_the_next_then_the_retired() =>
        Assert.That(new KeyRing<VerificationKey>(b, c, [a]).All, Is.EqualTo(new[] { b, c, a }));

    [Test]
    public void Goes_through_a_whole_rotation()
    {
        KeyRing<VerificationKey> start = new(a);
        KeyRing<VerificationKey> announced = start.Announce(b);
        KeyRing<VerificationKey> rotated = announced.Rotate();
        KeyRing<VerificationKey> removed = rotated.Remove(a);
        Assert.That(
            new[] { Names(start), Names(announced), Names(rotated), Names(removed) },
            Is.EqualTo(new[] { "a//", "a/b/", "b//a", "b//" }));
    }

    [Test]
    public void Keeps_the_latest_retired_key_first() =>
        Assert.That(Names(new KeyRing<VerificationKey>(b, c, [a]).Rotate()), Is.EqualTo("c//ba"));

    [Test]
    public void Rotates_to_a_key_that_was_not_announced_and_keeps_the_announced_one() =>
        Assert.That(Names(new KeyRing<VerificationKey>(a, b).Rotate(c)), Is.EqualTo("c/b/a"));

    [Test]
    public void Announces_one_key_instead_of_another() => Assert.That(Names(new KeyRing<VerificationKey>(a, b).Announce(c)), Is.EqualTo("a/c/"));

    [Test]
    public void Removes_the_announced_key() => Assert.That(Names(new KeyRing<VerificationKey>(a, b, [c]).Remove(b)), Is.EqualTo("a//c"));

    [Test]
    public void Is_not_changed_by_any_step()
    {
        KeyRing<VerificationKey> ring = new(a, b);
        ring.Rotate().Remove(a);
        Assert.That(Names(ring), Is.EqualTo("a/b/"));
    }

    [Test]
    public void Is_not_changed_with_the_list_it_was_made_of()
    {
        List<VerificationKey> retired = [b];
        KeyRing<VerificationKey> ring = new(a, retired: retired);
        retired.Clear();
        Assert.That(Names(ring), Is.EqualTo("a//b"));
    }

    [Test]
    public void Finds_a_key_by_its_id_ordinally()
    {
        KeyRing<VerificationKey> ring = new(a, b);
        Assert.That((ring.Find("b"), ring.Find("B")), Is.EqualTo((b, (VerificationKey?)null)));
    }

    [Test]
    public void Accepts_several_keys_without_an_id()
    {
        using VerificationKey first = Make(null);
        using VerificationKey second = Make(null);
        Assert.That(new KeyRing<VerificationKey>(first, second).All, Has.Count.EqualTo(2));
    }

    [Test]
    public void Throws_when_two_keys_have_one_id()
    {
        using VerificationKey other = Make("a");
        Assert.That(
            () => new KeyRing<VerificationKey>(a, retired: [b, other]),
            Throws.ArgumentException.With.Message.EqualTo(
                "Two keys of the ring have the same key id; a token could not say which one it means. Give each its own, for instance the Thumbprint of an RSA key."));
    }

    [Test]
    public void Throws_when_a_key_is_there_twice() => Assert.Multiple(() =>
    {
        const string message = "A key is in the ring twice, or is null; each place needs a key of its own.";
        using VerificationKey unnamed = Make(null);
        Assert.That(() => new KeyRing<VerificationKey>(unnamed, unnamed), Throws.ArgumentException.With.Message.EqualTo(message));
        Assert.That(() => new KeyRing<VerificationKey>(a, retired: [null!]), Throws.ArgumentException.With.Message.EqualTo(message));
        Assert.That(() => new KeyRing<VerificationKey>(a, b).Announce(a), Throws.ArgumentException.With.Message.EqualTo(message));
        Assert.That(() => new KeyRing<VerificationKey>(a, b).Rotate(b), Throws.ArgumentException.With.Message.EqualTo(message));
    });

    [Test]
    public void Throws_when_rotated_without_a_next_key() => Assert.That(
        () => new KeyRing<VerificationKey>(a).Rotate(),
        Throws.InvalidOperationException.With.Message.EqualTo(
            "The ring has no next key; Announce one before, so that others know it by the time it is used, or Rotate(key) at once."));

    [Test]
    public void Throws_when_the_current_key_is_removed() => Assert.That(
        () => new KeyRing<VerificationKey>(a, b).Remove(a),
        Throws.ArgumentException.With.Message.EqualTo("The key is the current one; Rotate first, so that another is in use. (Parameter 'key')"));

    [Test]
    public void Throws_when_a_strange_key_is_removed() => Assert.That(
        () => new KeyRing<VerificationKey>(a).Remove(b),
        Throws.ArgumentException.With.Message.EqualTo("The key is not in the ring. (Parameter 'key')"));

    [Test]
    public void Prints_how_many_keys_it_has() => Assert.That(new KeyRing<VerificationKey>(a, b).ToString(), Is.EqualTo("KeyRing (2 keys)"));

    [Test]
    public async Task A_policy_over_a_ring_of_signing_keys_accepts_what_each_of_them_signed([Values("HS256", "RS256")] string algorithm, [Values] bool areNamed)
    {
        using SigningKey retired = TestSigningKeys.Create(algorithm, areNamed ? "1" : null);
        using SigningKey current = TestSigningKeys.CreateOther(algorithm, areNamed ? "2" : null);
        KeyRing<SigningKey> ring = new KeyRing<SigningKey>(retired).Rotate(current);
        JwtValidator validator = new(new ValidationPolicy
        {
            Keys = ring.GetVerificationKeys(),
            Issuer = "me",
            Audience = Expected.NotChecked,
            Use = TokenUse.Reusable,
        });
        JwtDescriptor descriptor = new() { Lifetime = TimeSpan.FromMinutes(1), Issuer = "me" };
        ValidationOutcome[] outcomes = [await validator.ValidateAsync(Jwt.Sign(descriptor, ring.Current)), await validator.ValidateAsync(Jwt.Sign(descriptor, retired))];
        Assert.That(outcomes.Select(static outcome => outcome.Succeeded), Is.All.True);
    }

    private static VerificationKey Make(string? keyId) => VerificationKey.Hs256(Secret.Generate(), keyId);

    private static string Names(KeyRing<VerificationKey> ring) =>
        $"{ring.Current.KeyId}/{ring.Next?.KeyId}/{string.Concat(ring.Retired.Select(static key => key.KeyId))}";
}
