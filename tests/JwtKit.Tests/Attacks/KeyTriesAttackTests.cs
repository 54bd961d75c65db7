using Moq;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A50: tokens and envelopes that do not name their key, against hundreds of keys.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class KeyTriesAttackTests
{
    private const string TooMany =
        "The token does not name its key, more keys fit than may be tried, and none of the 16 that were tried verifies the signature. Give the keys ids and write the id into the token (kid), or raise MaximumKeysTried, which is 16.";

    private const string NoIds =
        "The token names its key, but none of the policy's keys has an id, more keys fit than may be tried, and none of the 16 that were tried verifies the signature. Give the keys ids, or raise MaximumKeysTried, which is 16.";

    private static readonly EnvelopeContext Context = EnvelopeContext.FromString("a");

    private static readonly string Unnamed = RawToken.WithHeader("""{"alg":"HS256","typ":"JWT"}""");

    private readonly CountingScheme scheme = CountingScheme.Make(accepts: false);

    [Test]
    public async Task A50_Tries_one_key_for_a_token_that_names_it([Values(1, 100, 10_000)] int count)
    {
        await Verdict.CodeOf(RawToken.WithHeader("""{"alg":"HS256","kid":"key-0"}"""), Policy(scheme.Keys(count, areNamed: true)));

        Assert.That(scheme.Tries, Is.EqualTo(1));
    }

    [Test]
    public async Task A50_Tries_no_key_for_a_token_that_names_another_one()
    {
        string code = await Verdict.CodeOf(RawToken.WithHeader("""{"alg":"HS256","kid":"other"}"""), Policy([.. scheme.Keys(100, areNamed: true), scheme.Key()]));

        Assert.That((code, scheme.Tries), Is.EqualTo(("unknown_key", 0)));
    }

    [Test]
    public async Task A50_Tries_16_keys_for_a_token_that_names_none([Values] bool areNamed)
    {
        string code = await Verdict.CodeOf(Unnamed, Policy(scheme.Keys(100, areNamed)));

        Assert.That((code, scheme.Tries), Is.EqualTo(("too_many_keys", 16)));
    }

    [Test]
    public async Task A50_Tries_16_keys_for_a_token_that_names_one_where_no_key_has_an_id()
    {
        string code = await Verdict.CodeOf(RawToken.WithHeader("""{"alg":"HS256","kid":"key-0"}"""), Policy(scheme.Keys(17, areNamed: false)));

        Assert.That((code, scheme.Tries), Is.EqualTo(("too_many_keys", 16)));
    }

    [Test]
    public async Task A50_Tries_16_keys_of_a_set_that_was_fetched()
    {
        string code = await Verdict.CodeOf(Unnamed, SamplePolicy.Make(keys: new TestFetchedKeys(scheme.Keys(100, areNamed: false))));

        Assert.That((code, scheme.Tries), Is.EqualTo(("too_many_keys", 16)));
    }

    [Test]
    public async Task A50_Tries_16_keys_of_an_app_of_Kore_ai()
    {
        KoreAiApp app = new() { ClientId = "cs-1", Keys = VerificationKeys.Create(scheme.Keys(100, areNamed: false)), ReplayStore = SampleOneTime.NewStore() };

        string code = await Verdict.CodeOf(Unnamed, KoreAi.ValidationPolicy(app));

        Assert.That((code, scheme.Tries), Is.EqualTo(("too_many_keys", 16)));
    }

    [Test]
    public async Task A50_Tries_as_many_keys_of_an_app_as_the_app_says()
    {
        KoreAiApp app = new() { ClientId = "cs-1", Keys = VerificationKeys.Create(scheme.Keys(100, areNamed: false)), ReplayStore = SampleOneTime.NewStore(), MaximumKeysTried = 3 };

        await Verdict.CodeOf(Unnamed, KoreAi.ValidationPolicy(app));

        Assert.That(scheme.Tries, Is.EqualTo(3));
    }

    [Test]
    public async Task A50_Counts_no_key_of_another_algorithm()
    {
        VerificationKey[] others = CountingScheme.Make(accepts: false).Keys(100, areNamed: false, SignatureAlgorithm.Hs512);

        string code = await Verdict.CodeOf(Unnamed, Policy([.. others, .. scheme.Keys(16, areNamed: false)]));

        Assert.That((code, scheme.Tries), Is.EqualTo(("invalid_signature", 16)));
    }

    [TestCase(16, ExpectedResult = "invalid_signature")]
    [TestCase(17, ExpectedResult = "too_many_keys")]
    public Task<string> A50_Says_that_keys_were_left_only_where_some_were(int count) => Verdict.CodeOf(Unnamed, Policy(scheme.Keys(count, areNamed: false)));

    [TestCase(19, ExpectedResult = "accepted")]
    [TestCase(20, ExpectedResult = "too_many_keys")]
    public Task<string> A50_Finds_the_right_key_among_as_many_as_the_policy_says(int before) => Verdict.CodeOf(
        Unnamed,
        Policy([.. scheme.Keys(before, areNamed: false), CountingScheme.Make(accepts: true).Key(), scheme.Key()], maximumKeysTried: 20));

    [Test]
    public async Task A50_Says_the_limit_and_what_raises_it() =>
        Assert.That((await Verdict.FailureOf(Unnamed, Policy(scheme.Keys(100, areNamed: false)))).Description, Is.EqualTo(TooMany));

    [Test]
    public async Task A50_Says_of_a_token_that_names_its_key_that_no_key_has_an_id()
    {
        TokenFailure failure = await Verdict.FailureOf(RawToken.WithHeader("""{"alg":"HS256","kid":"key-0"}"""), Policy(scheme.Keys(100, areNamed: false)));

        Assert.That((failure.Description, failure.Expected), Is.EqualTo((NoIds, "keys with ids, or at most 16 keys that fit")));
    }

    [Test]
    public async Task A50_Says_of_an_encrypted_token_that_names_its_key_that_no_key_has_an_id()
    {
        TokenFailure failure = await Verdict.FailureOf(EncryptedToken("key-0"), SamplePolicy.Make(decryptionKeys: Keys(Remote(KeyManagement.RsaOaep), 17)));

        Assert.That((failure.Code, failure.Description), Is.EqualTo(("too_many_keys", NoIds.Replace("verifies the signature", "decrypts the token", StringComparison.Ordinal))));
    }

    [Test]
    public async Task A50_Names_16_of_10000_keys_for_a_token_that_names_another_one()
    {
        TokenFailure failure = await Verdict.FailureOf(RawToken.WithHeader("""{"alg":"HS256","kid":"other"}"""), Policy(scheme.Keys(10_000, areNamed: true)));

        Assert.That(failure.Expected, Is.EqualTo(string.Join(" or ", Enumerable.Range(0, 16).Select(static i => $"key-{i}")) + " or 9984 others"));
    }

    [TestCase(100, ExpectedResult = 16)]
    [TestCase(5, ExpectedResult = 5)]
    public async Task<int> A50_Unwraps_with_16_keys_for_an_encrypted_token_that_names_none(int count)
    {
        Mock<IRemoteDecryptor> remote = Remote(KeyManagement.RsaOaep);

        await Verdict.CodeOf(EncryptedToken(keyId: null), SamplePolicy.Make(decryptionKeys: Keys(remote, count)));

        return remote.Invocations.Count(static call => call.Method.Name == nameof(IRemoteDecryptor.UnwrapAsync));
    }

    [Test]
    public async Task A50_Unwraps_with_one_key_for_an_encrypted_token_that_names_it()
    {
        List<Mock<IRemoteDecryptor>> remotes = [.. Enumerable.Range(0, 1000).Select(static i => Remote(KeyManagement.RsaOaep, $"key-{i}"))];

        await Verdict.CodeOf(EncryptedToken("key-700"), SamplePolicy.Make(decryptionKeys: [.. remotes.Select(static remote => DecryptionKey.Remote(remote.Object))]));

        remotes[700].Verify(static remote => remote.UnwrapAsync(It.IsAny<ReadOnlyMemory<byte>>(), It.IsAny<CancellationToken>()), Times.Once);
        Assert.That(remotes.Where(static (_, i) => i != 700).Sum(static remote => remote.Invocations.Count(static call => call.Method.Name == nameof(IRemoteDecryptor.UnwrapAsync))), Is.Zero);
    }

    [Test]
    public async Task A50_Says_of_an_encrypted_token_that_keys_were_left()
    {
        TokenFailure failure = await Verdict.FailureOf(EncryptedToken(keyId: null), SamplePolicy.Make(decryptionKeys: Keys(Remote(KeyManagement.RsaOaep), 17)));

        Assert.That((failure.Code, failure.Description), Is.EqualTo(("too_many_keys", TooMany.Replace("verifies the signature", "decrypts the token", StringComparison.Ordinal))));
    }

    [Test]
    public async Task A50_Says_of_an_encrypted_token_nothing_more_where_every_key_was_tried() => Assert.That(
        await Verdict.CodeOf(EncryptedToken(keyId: null), SamplePolicy.Make(decryptionKeys: Keys(Remote(KeyManagement.RsaOaep), 16))), Is.EqualTo("decryption_failed"));

    [Test]
    public async Task A50_Unwraps_with_16_keys_of_a_validator_that_looks_policies_up()
    {
        Mock<IRemoteDecryptor> remote = Remote(KeyManagement.RsaOaep);
        JwtValidator validator = new(new SamplePolicySource(static _ => null), Keys(remote, 100));

        ValidationOutcome outcome = await validator.ValidateAsync(EncryptedToken(keyId: null));

        Assert.That(
            (outcome.Failure?.Code, remote.Invocations.Count(static call => call.Method.Name == nameof(IRemoteDecryptor.UnwrapAsync))), Is.EqualTo(("too_many_keys", 16)));
    }

    [TestCase(null, ExpectedResult = 16)]
    [TestCase(40, ExpectedResult = 40)]
    public async Task<int> A50_Unwraps_with_no_more_keys_than_said_for_an_envelope_that_names_none(int? limit)
    {
        Mock<IRemoteDecryptor> remote = Remote(KeyManagement.RsaOaep);
        EnvelopeKeys keys = limit is null ? new EnvelopeKeys(Keys(remote, 100)) : new EnvelopeKeys(Keys(remote, 100)) { MaximumKeysTried = limit.Value };
        byte[] envelope = System.Text.Encoding.UTF8.GetBytes(PayloadEnvelope.Seal("x"u8, EncryptionKey.RsaOaep(SampleKeys.Rs256.VerificationKey.PublicKey!), Context));

        await PayloadEnvelope.OpenAsync(envelope, keys, Context);

        return remote.Invocations.Count(static call => call.Method.Name == nameof(IRemoteDecryptor.UnwrapAsync));
    }

    [Test]
    public async Task A50_Unwraps_with_16_keys_for_a_stream_that_names_none()
    {
        Mock<IRemoteDecryptor> remote = Remote(KeyManagement.RsaOaep);
        using MemoryStream sealedStream = new();
        await PayloadEnvelope.SealAsync(
            new MemoryStream([1]), sealedStream, EncryptionKey.RsaOaep(SampleKeys.Rs256.VerificationKey.PublicKey!), Context);
        sealedStream.Position = 0;

        await PayloadEnvelope.OpenAsync(sealedStream, new MemoryStream(), new EnvelopeKeys(Keys(remote, 100)), Context);

        Assert.That(remote.Invocations.Count(static call => call.Method.Name == nameof(IRemoteDecryptor.UnwrapAsync)), Is.EqualTo(16));
    }

    [Test]
    public void A50_Refuses_a_limit_that_limits_nothing([Values(-1, 0, 1001, int.MaxValue)] int limit) => Assert.That(
        () => new JwtValidator(Policy([scheme.Key()], limit)),
        Throws.ArgumentException.With.Message.EqualTo(
            $"The policy's MaximumKeysTried is {limit}; 1 to 1000 are accepted, because each try is a cryptographic operation that any sender can ask for."));

    [Test]
    public void A50_Accepts_a_limit_in_range([Values(1, 1000)] int limit) => Assert.That(() => new JwtValidator(Policy([scheme.Key()], limit)), Throws.Nothing);

    [Test]
    public void A50_Refuses_a_limit_of_envelope_keys_that_limits_nothing([Values(0, 1001)] int limit) => Assert.That(
        () => new EnvelopeKeys(DecryptionKey.Direct(Secret.Generate(32))) { MaximumKeysTried = limit },
        Throws.ArgumentException.With.Message.EqualTo(
            $"MaximumKeysTried is {limit}; 1 to 1000 are accepted, because each try is a cryptographic operation that any sender can ask for. (Parameter 'value')"));

    private static string EncryptedToken(string? keyId) => Jwt.SignAndEncrypt(
        new JwtDescriptor { Lifetime = TimeSpan.FromMinutes(5), Issuer = "cs-1", Audiences = ["orders-api"] },
        SampleKeys.Hs256,
        new EncryptionTarget(EncryptionKey.RsaOaep(SampleKeys.Rs256.VerificationKey.PublicKey!, keyId), ContentEncryption.A256Gcm),
        new FixedTimeProvider(SamplePolicy.Now));

    private static ValidationPolicy Policy(VerificationKey[] keys, int maximumKeysTried = 16) => new()
    {
        Keys = VerificationKeys.Create(keys),
        Issuer = "cs-1",
        Audience = "orders-api",
        Use = TokenUse.Reusable,
        MaximumKeysTried = maximumKeysTried,
    };

    private static Mock<IRemoteDecryptor> Remote(KeyManagement keyManagement, string? keyId = null)
    {
        Mock<IRemoteDecryptor> remote = new();
        remote.Setup(static decryptor => decryptor.KeyManagement).Returns(keyManagement);
        remote.Setup(static decryptor => decryptor.KeyId).Returns(keyId);
        return remote;
    }

    private static DecryptionKey[] Keys(Mock<IRemoteDecryptor> remote, int count) => [.. Enumerable.Range(0, count).Select(_ => DecryptionKey.Remote(remote.Object))];
}
