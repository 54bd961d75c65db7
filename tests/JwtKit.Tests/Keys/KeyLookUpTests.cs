using Moq;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Finding a key by its id takes as many steps among 10,000 keys as among 10: hash codes and comparisons are counted, not time.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class KeyLookUpTests
{
    private readonly CountingTextComparer texts = new();
    private readonly CountingBytesComparer bytes = new();
    private readonly CountingScheme scheme = CountingScheme.Make(accepts: true);

    [TestCase(10)]
    [TestCase(10_000)]
    public async Task A50_Finds_the_key_of_an_ordinary_token_in_two_steps(int count)
    {
        VerificationKey[] keys = scheme.Keys(count, areNamed: true);

        await Validate(keys, RawToken.WithHeader("""{"alg":"HS256","typ":"JWT","kid":"key-7"}"""));

        Assert.That(bytes.Steps + texts.Steps, Is.EqualTo(2));
    }

    [TestCase("""{"kid":"key-7","alg":"HS256"}""", 10)]
    [TestCase("""{"kid":"key-7","alg":"HS256"}""", 10_000)]
    [TestCase("""{"kid":"ke\u0079-7","alg":"HS256"}""", 10_000)]
    public async Task A50_Finds_the_key_of_a_token_with_another_header_in_two_steps(string header, int count)
    {
        ValidationOutcome outcome = await Validate(scheme.Keys(count, areNamed: true), RawToken.WithHeader(header));

        Assert.That((outcome.Failure, texts.Steps), Is.EqualTo(((TokenFailure?)null, 2)));
    }

    [TestCase(10)]
    [TestCase(10_000)]
    public async Task A50_Finds_in_one_step_that_no_key_has_the_id(int count)
    {
        await Validate(scheme.Keys(count, areNamed: true), RawToken.WithHeader("""{"alg":"HS256","kid":"key-x"}"""));

        Assert.That(texts.Steps, Is.LessThanOrEqualTo(2));
    }

    [TestCase(10)]
    [TestCase(10_000)]
    public void A50_Finds_a_decryption_key_in_two_steps(int count)
    {
        DecryptionKeyTable table = new([.. Enumerable.Range(0, count).Select(static i => DecryptionKey.Direct(Secret.Generate(), $"key-{i}"))], texts);
        texts.Steps = 0;

        DecryptionKey[] found = [.. table.For("key-7", static _ => true)];

        Assert.That((found is [{ KeyId: "key-7" }], texts.Steps), Is.EqualTo((true, 2)));
    }

    [Test]
    public void A50_Looks_at_no_key_of_a_ring_to_find_one()
    {
        Mock<IIdentifiedKey>[] keys = [.. Enumerable.Range(0, 1000).Select(static i => Identified($"key-{i}"))];
        KeyRing<IIdentifiedKey> ring = new(keys[0].Object, retired: keys[1..].Select(static key => key.Object));
        Array.ForEach(keys, static key => key.Invocations.Clear());

        IIdentifiedKey? found = ring.Find("key-700");

        Assert.That((found, keys.Sum(static key => key.Invocations.Count)), Is.EqualTo((keys[700].Object, 0)));
    }

    [Test]
    public void Finds_every_key_of_a_set_by_its_id()
    {
        using JwkSetKeys keys = new(3);
        JwkSet set = new(keys.All);

        Assert.That(keys.All.Select(key => set.Find(key.KeyId!)), Is.EqualTo(keys.All));
    }

    [Test]
    public void Finds_no_key_of_a_set_by_the_id_in_another_case()
    {
        using JwkSetKeys keys = new(1);

        Assert.That(new JwkSet(keys.All).Find("KEY-0"), Is.Null);
    }

    [Test]
    public async Task Finds_keys_by_ids_that_are_prefixes_of_each_other()
    {
        VerificationKey[] keys = [scheme.Key("a"), scheme.Key("ab"), scheme.Key("abc"), scheme.Key("A")];

        ValidationOutcome[] outcomes = [.. await Task.WhenAll(keys.Select(key => Validate(keys, RawToken.WithHeader($$"""{"kid":"{{key.KeyId}}","alg":"HS256"}"""))))];

        Assert.That(outcomes.Select(static outcome => outcome.Token?.KeyId), Is.EqualTo(keys.Select(static key => key.KeyId)));
    }

    [Test]
    public async Task Finds_a_key_by_an_id_of_256_characters_of_three_bytes()
    {
        VerificationKey[] keys = [scheme.Key("a"), scheme.Key(new string('李', 256))];

        ValidationOutcome outcome = await Validate(keys, RawToken.WithHeader($$"""{"kid":"{{new string('李', 256)}}","alg":"HS256"}"""));

        Assert.That(outcome.Token?.KeyId, Is.EqualTo(keys[1].KeyId));
    }

    [Test]
    public async Task Takes_as_much_memory_for_a_token_among_10000_keys_as_with_one([Values("""{"alg":"HS256","typ":"JWT","kid":"key-7"}""", """{"kid":"key-7","alg":"HS256"}""")] string header)
    {
        VerificationKey[] keys = scheme.Keys(10_000, areNamed: true);
        string token = RawToken.WithHeader(header);

        Assert.That(await MemoryOf(new JwtValidator(Policy(VerificationKeys.Create(keys)), Clock()), token), Is.EqualTo(await MemoryOf(new JwtValidator(Policy([keys[7]]), Clock()), token)));
    }

    private static Mock<IIdentifiedKey> Identified(string keyId)
    {
        Mock<IIdentifiedKey> key = new();
        key.Setup(static identified => identified.KeyId).Returns(keyId);
        return key;
    }

    private static FixedTimeProvider Clock() => new(SamplePolicy.Now);

    private static ValidationPolicy Policy(VerificationKeys keys) => SamplePolicy.Make(keys: keys);

    private static async Task<long> MemoryOf(JwtValidator validator, string token)
    {
        long least = long.MaxValue;
        for (int i = 0; i < 20; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            ValidationOutcome outcome = await validator.ValidateAsync(token);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.That(outcome.Succeeded);
        }

        return least;
    }

    private async Task<ValidationOutcome> Validate(VerificationKey[] keys, string token)
    {
        JwtValidator validator = new(Policy(new GivenKeys(new KnownKeys(keys, keyIdComparer: texts, headerComparer: bytes))), Clock());
        (texts.Steps, bytes.Steps) = (0, 0);
        return await validator.ValidateAsync(token);
    }

    /// <summary>Public keys with the ids <c>key-0</c>, <c>key-1</c>, …</summary>
    private sealed class JwkSetKeys(int count) : IDisposable
    {
        public Jwk[] All { get; } = [.. Enumerable.Range(0, count).Select(static i => SampleKeys.Rs256.VerificationKey.PublicKey!.ToJwk($"key-{i}"))];

        public void Dispose() => Array.ForEach(All, static key => key.Dispose());
    }
}
