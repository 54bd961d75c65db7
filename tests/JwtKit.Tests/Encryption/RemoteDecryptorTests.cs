using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Messages whose decryption key is elsewhere.</summary>
[TestFixture]
internal sealed class RemoteDecryptorTests
{
    private static readonly byte[] Content = [.. "what is encrypted"u8];

    private static TestCaseData[] Wrong =>
    [
        new TestCaseData((Func<byte[]?>)(static () => null)).SetArgDisplayNames("null"),
        new TestCaseData((Func<byte[]?>)(static () => [])).SetArgDisplayNames("nothing"),
        new TestCaseData((Func<byte[]?>)(static () => new byte[31])).SetArgDisplayNames("31 bytes"),
        new TestCaseData((Func<byte[]?>)(static () => new byte[32])).SetArgDisplayNames("another key"),
        new TestCaseData((Func<byte[]?>)(static () => new byte[33])).SetArgDisplayNames("33 bytes"),
        new TestCaseData((Func<byte[]?>)(static () => new byte[100_000])).SetArgDisplayNames("100 000 bytes"),
    ];

    private static IEnumerable<TestEncryption> Combinations => TestEncryption.Wrapping;

    [TestCaseSource(nameof(Combinations))]
    public async Task Decrypts_what_was_encrypted(TestEncryption test)
    {
        using DecryptionKey key = DecryptionKey.Remote(new TestDecryptor(test.KeyManagement));
        Assert.That(await Jwe.DecryptAsync(Jwe.Encrypt(Content, test.NewTarget()), key), Is.EqualTo(Content));
    }

    [TestCaseSource(nameof(Combinations))]
    public async Task Opens_tokens_under_a_policy(TestEncryption test)
    {
        DecryptionKey key = DecryptionKey.Remote(new TestDecryptor(test.KeyManagement, "hsm-1"));
        Assert.That(await Verdict.CodeOf(SampleEncryption.Nested(target: test.NewTarget("hsm-1")), SampleEncryption.Policy(key)), Is.EqualTo("accepted"));
    }

    [Test]
    public void Tells_what_the_decryptor_is()
    {
        using DecryptionKey key = DecryptionKey.Remote(new TestDecryptor(KeyManagement.Rsa15, "hsm-1"));
        Assert.That((key.IsRemote, key.KeyManagement, key.KeyId, key.ToString()), Is.EqualTo((true, KeyManagement.Rsa15, "hsm-1", "DecryptionKey (RSA1_5, kid hsm-1)")));
    }

    [Test]
    public void Throws_when_it_is_asked_without_waiting()
    {
        using DecryptionKey key = Remote();
        Assert.That(
            () => Jwe.TryDecrypt(Message(), key, out _),
            Throws.InvalidOperationException.With.Message.EqualTo("The key is remote, so opening takes a call elsewhere; use DecryptAsync."));
    }

    [Test]
    public void Throws_when_it_is_asked_for_JSON_without_waiting()
    {
        using DecryptionKey key = Remote();
        Assert.That(
            () => Jwe.TryDecryptJson(JweText.Flatten(Message()), key, out _),
            Throws.InvalidOperationException.With.Message.EqualTo("The key is remote, so opening takes a call elsewhere; use DecryptAsync."));
    }

    [TestCaseSource(nameof(Wrong))]
    public async Task Decrypts_nothing_with_a_wrong_answer(Func<byte[]?> answer)
    {
        using DecryptionKey key = Remote(answer);
        Assert.That(await Jwe.DecryptAsync(Message(), key), Is.Null);
    }

    [TestCaseSource(nameof(Wrong))]
    public async Task Answers_a_wrong_answer_like_a_wrong_tag(Func<byte[]?> answer)
    {
        TokenFailure failure = await Verdict.FailureOf(SampleEncryption.Nested(), SampleEncryption.Policy(Remote(answer)));
        TokenFailure tag = await Verdict.FailureOf(SampleEncryption.Nested() + "AAAA", SampleEncryption.Policy(Remote()));
        Assert.That(failure, Is.SameAs(tag));
    }

    [Test]
    public async Task Erases_the_content_key_that_it_was_given()
    {
        TestDecryptor decryptor = new(KeyManagement.RsaOaep);
        await Jwe.DecryptAsync(Message(), DecryptionKey.Remote(decryptor));
        Assert.That(decryptor.Returned.Single(), Has.Length.EqualTo(32).And.All.Zero);
    }

    [TestCase(31)]
    [TestCase(32)]
    public async Task Erases_a_wrong_content_key_that_it_was_given(int length)
    {
        TestDecryptor decryptor = new(KeyManagement.RsaOaep, answer: () => [.. Enumerable.Repeat((byte)0x5a, length)]);
        await Jwe.DecryptAsync(Message(), DecryptionKey.Remote(decryptor));
        Assert.That(decryptor.Returned.Single(), Has.Length.EqualTo(length).And.All.Zero);
    }

    [Test]
    public async Task Is_not_asked_for_a_message_to_another_key()
    {
        TestDecryptor decryptor = new(KeyManagement.RsaOaep, "hsm-1");
        await Jwe.DecryptAsync(Jwe.Encrypt(Content, Named("hsm-2")), DecryptionKey.Remote(decryptor));
        Assert.That(decryptor.Questions, Is.Zero);
    }

    [Test]
    public async Task Is_asked_once_for_a_message()
    {
        TestDecryptor decryptor = new(KeyManagement.RsaOaep, "hsm-1");
        await Jwe.DecryptAsync(Jwe.Encrypt(Content, Named("hsm-1")), DecryptionKey.Remote(decryptor));
        Assert.That(decryptor.Questions, Is.EqualTo(1));
    }

    [TestCase(2048, 1)]
    [TestCase(2049, 0)]
    public async Task A20_Is_asked_for_no_wrapped_key_that_is_longer_than_any_keys(int length, int questions)
    {
        TestDecryptor decryptor = new(KeyManagement.RsaOaep);
        await Jwe.DecryptAsync(WithKeyOf(length), DecryptionKey.Remote(decryptor));
        Assert.That(decryptor.Questions, Is.EqualTo(questions));
    }

    [TestCase(2048, 1)]
    [TestCase(2049, 0)]
    public async Task A20_Is_asked_by_a_policy_for_no_wrapped_key_that_is_longer_than_any_keys(int length, int questions)
    {
        TestDecryptor decryptor = new(KeyManagement.RsaOaep);
        await Verdict.Of(WithKeyOf(length), SampleEncryption.Policy(DecryptionKey.Remote(decryptor)));
        Assert.That(decryptor.Questions, Is.EqualTo(questions));
    }

    [Test]
    public async Task A20_Answers_a_wrapped_key_that_is_longer_than_any_keys_like_a_wrong_tag()
    {
        TokenFailure tag = await Verdict.FailureOf(SampleEncryption.Nested() + "AAAA", SampleEncryption.Policy(Remote()));
        Assert.That(await Verdict.FailureOf(WithKeyOf(2049), SampleEncryption.Policy(Remote())), Is.SameAs(tag));
    }

    [Test]
    public Task Lets_a_fault_of_the_service_through() => Assert.ThatAsync(
        async () => await Jwe.DecryptAsync(Message(), Remote(static () => throw new TimeoutException("the HSM is away"))),
        Throws.TypeOf<TimeoutException>().With.Message.EqualTo("the HSM is away"));

    [Test]
    public Task Lets_a_fault_of_the_service_through_the_validator() => Assert.ThatAsync(
        async () => await Verdict.Of(SampleEncryption.Nested(), SampleEncryption.Policy(Remote(static () => throw new TimeoutException("the HSM is away")))),
        Throws.TypeOf<TimeoutException>().With.Message.EqualTo("the HSM is away"));

    [Test]
    public Task Can_be_cancelled() => Assert.ThatAsync(
        async () => await Jwe.DecryptAsync(Message(), Remote(), cancellationToken: new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public Task Can_be_cancelled_through_the_validator() => Assert.ThatAsync(
        async () => await new JwtValidator(SampleEncryption.Policy(Remote()), SampleEncryption.Clock).ValidateAsync(SampleEncryption.Nested(), new CancellationToken(canceled: true)),
        Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public void Refuses_a_decryptor_for_a_shared_key() => Assert.That(
        () => DecryptionKey.Remote(new TestDecryptor(KeyManagement.Direct)),
        Throws.ArgumentException.With.Message.EqualTo("'dir' has no wrapped key that a decryptor could unwrap. (Parameter 'decryptor')"));

    [Test]
    public void Refuses_a_key_id_of_257_characters() => Assert.That(
        () => DecryptionKey.Remote(new TestDecryptor(KeyManagement.RsaOaep, new string('k', 257))),
        Throws.ArgumentException.With.Message.EqualTo("The key id has 257 characters; at most 256 are accepted. (Parameter 'keyId')"));

    private static string Message() => Jwe.Encrypt(Content, SampleEncryption.OaepTarget);

    private static string WithKeyOf(int length) =>
        HandMadeJwe.Make(HandMadeJwe.Header("RSA-OAEP", ContentEncryption.A256Gcm), new byte[length], new byte[32], ContentEncryption.A256Gcm);

    private static EncryptionTarget Named(string keyId) => new TestEncryption(KeyManagement.RsaOaep, ContentEncryption.A256Gcm).NewTarget(keyId);

    private static DecryptionKey Remote(Func<byte[]?>? answer = null) => DecryptionKey.Remote(new TestDecryptor(KeyManagement.RsaOaep, answer: answer));
}
