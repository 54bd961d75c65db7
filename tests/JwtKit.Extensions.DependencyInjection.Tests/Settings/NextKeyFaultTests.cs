using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class NextKeyFaultTests : IDisposable
{
    private readonly TemporaryFile key = new(Verdicts.NewKeyPem());

    public void Dispose() => key.Dispose();

    [Test]
    public void Needs_an_id() => AssertFault("NextKeyId: is missing; the next key needs an id of its own.", ("own:NextKeyId", null));

    [Test]
    public void Needs_an_id_of_its_own() => AssertFault("NextKeyId: is k1, as that of the current key; the next key needs an id of its own.", ("own:NextKeyId", "k1"));

    [Test]
    public void Has_no_effect_beside_a_secret() => AssertFault(
        "NextKeyFile: has no effect: HS256 has no public key to announce. Take it out.", ("own:KeyFile", null), ("own:Secret", Settings.OwnSecret));

    [Test]
    public void Needs_a_file_for_an_id() => AssertFault("NextKeyId: has no effect without NextKeyFile. Take it out.", ("own:NextKeyFile", null));

    [Test]
    public void Needs_a_file_that_is_there() => AssertFault(
        "NextKeyFile: the file '/no/such/file.pem' does not exist; a readable file is needed.", ("own:NextKeyFile", "/no/such/file.pem"));

    [Test]
    public void Is_accepted() => Assert.That(Faults.Of(Settings.With(Next([]))), Is.Empty);

    private void AssertFault(string expected, params (string Key, string? Value)[] changes) =>
        Assert.That(Faults.Of(Settings.With(Next(changes))), Is.EqualTo(new[] { "JwtKit:Issuers:own:" + expected }));

    private (string Key, string? Value)[] Next((string Key, string? Value)[] changes) =>
        [("own:Secret", null), ("own:KeyFile", key.Path), ("own:KeyId", "k1"), ("own:NextKeyFile", key.Path), ("own:NextKeyId", "k2"), .. changes];
}
