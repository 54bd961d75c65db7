using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Policies whose keys are fetched, with one-time tokens.</summary>
[TestFixture]
internal sealed class FetchedKeysTests
{
    private static readonly VerificationKey Old = VerificationKey.Hs256(Secret.FromText(new string('o', 40)), "2025-12");
    private static readonly VerificationKey New = SampleKeys.NamedHs256.VerificationKey;

    private readonly InMemoryReplayStore store = SampleOneTime.NewStore();

    [Test]
    public async Task Accepts_a_token_once() =>
        Assert.That(await CodesOf(new TestFetchedKeys([New]), "a"), Is.EqualTo(("accepted", "replayed")));

    [Test]
    public async Task Accepts_a_token_once_whose_key_was_published_since() =>
        Assert.That(await CodesOf(new TestFetchedKeys([Old], [Old, New]), "b"), Is.EqualTo(("accepted", "replayed")));

    [Test]
    public async Task Refuses_a_token_whose_key_nobody_publishes() =>
        Assert.That(await CodesOf(new TestFetchedKeys([Old], [Old]), "c"), Is.EqualTo(("unknown_key", "unknown_key")));

    [Test]
    public async Task Does_not_record_a_token_while_there_are_no_keys() => Assert.That(
        (await CodesOf(new TestFetchedKeys(null), "d"), await CodesOf(new TestFetchedKeys([New]), "d")),
        Is.EqualTo((("keys_unavailable", "keys_unavailable"), ("accepted", "replayed"))));

    [Test]
    public async Task Accepts_an_encrypted_token_once()
    {
        string token = SampleEncryption.Around(SampleOneTime.Token("e", key: SampleKeys.NamedHs256));
        JwtValidator validator = new(Policy(new TestFetchedKeys([Old], [New]), SampleEncryption.DirectKey), new FixedTimeProvider(SamplePolicy.Now));

        Assert.That((await SampleOneTime.CodeOf(validator, token), await SampleOneTime.CodeOf(validator, token)), Is.EqualTo(("accepted", "replayed")));
    }

    [Test]
    public void Has_no_keys_to_list_before_the_first_fetch() => Assert.That(new TestFetchedKeys(null), Is.Empty);

    private ValidationPolicy Policy(VerificationKeys keys, params DecryptionKey[] decryptionKeys) =>
        SamplePolicy.Make(keys: keys, decryptionKeys: decryptionKeys, use: TokenUse.OneTime(store));

    private async Task<(string First, string Second)> CodesOf(VerificationKeys keys, string tokenId)
    {
        JwtValidator validator = new(Policy(keys), new FixedTimeProvider(SamplePolicy.Now));
        string token = SampleOneTime.Token(tokenId, key: SampleKeys.NamedHs256);
        return (await SampleOneTime.CodeOf(validator, token), await SampleOneTime.CodeOf(validator, token));
    }
}
