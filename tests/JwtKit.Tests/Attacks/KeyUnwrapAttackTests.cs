using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A12 and A13: wrapped keys made to learn from the answer (Bleichenbacher, Manger). Every fault has the same one.</summary>
[TestFixture("RSA1_5")]
[TestFixture("RSA-OAEP")]
[TestFixture("RSA-OAEP-256")]
internal sealed class KeyUnwrapAttackTests
{
    private readonly KeyManagement management;
    private readonly DecryptionKey key;

    public KeyUnwrapAttackTests(string algorithm)
    {
        management = KeyManagement.All.Single(known => known.Name == algorithm);
        key = new TestEncryption(management, ContentEncryption.A256Gcm).NewDecryptionKey();
    }

    private static IEnumerable<TestCaseData> Contents => ContentEncryption.All.Select(static content => new TestCaseData(content));

    private static IEnumerable<TestCaseData> Blocks =>
    [
        Block("no zero at the start", [1, 2, .. Filled(253, 0x11), 0]),
        Block("block type 1", [0, 1, .. Filled(221, 0x11), 0, .. Filled(32, 0)]),
        Block("block type 0", [0, 0, .. Filled(221, 0x11), 0, .. Filled(32, 0)]),
        Block("no zero behind the padding", [0, 2, .. Filled(254, 0x11)]),
        Block("padding of 7 bytes", [0, 2, .. Filled(7, 0x11), 0, .. Filled(246, 0)]),
        Block("nothing but padding", [0, 2, .. Filled(253, 0x11), 0]),
        Block("zero", Filled(256, 0)),
        Block("one", [.. Filled(255, 0), 1]),
    ];

    [OneTimeTearDown]
    public void DisposeKey() => key.Dispose();

    [TestCaseSource(nameof(Contents))]
    public async Task A12_A13_Accepts_the_message_that_is_changed_here(ContentEncryption content)
    {
        byte[] contentKey = Filled(content.KeyLength, 0x5a);
        Assert.That(await Verdict.CodeOf(Message(HandMadeJwe.Wrap(contentKey, management), contentKey, content), Policy), Is.EqualTo("accepted"));
    }

    [TestCaseSource(nameof(Blocks))]
    public async Task A12_A13_Answers_wrong_padding_like_a_wrong_tag(byte[] block)
    {
        byte[] zeros = new byte[32];
        string token = Message(HandMadeJwe.WrapBlock(block), zeros, ContentEncryption.A256Gcm);
        Assert.That((await Verdict.FailureOf(token, Policy), Opens(token)), Is.EqualTo((await WrongTag(), false)));
    }

    [TestCaseSource(nameof(Contents))]
    [Category("Heavy")]
    public async Task A12_A13_Answers_a_content_key_of_any_wrong_length_like_a_wrong_tag(ContentEncryption content)
    {
        TokenFailure expected = await WrongTag();
        List<int> otherwise = [];
        foreach (int length in Enumerable.Range(0, 65).Where(length => length != content.KeyLength))
        {
            // Encrypted under what a careless receiver would make of it: cut, or filled up with zeros.
            byte[] wrapped = Filled(length, 0x5a);
            byte[] used = [.. wrapped.Concat(new byte[64]).Take(content.KeyLength)];
            string token = Message(HandMadeJwe.Wrap(wrapped, management), used, content);
            if (await Verdict.FailureOf(token, Policy) != expected || Opens(token))
            {
                otherwise.Add(length);
            }
        }

        Assert.That(otherwise, Is.Empty);
    }

    [TestCaseSource(nameof(Contents))]
    public void A12_A13_Never_decrypts_with_a_key_of_zeros(ContentEncryption content) =>
        Assert.That(Opens(Message(Filled(256, 0x11), new byte[content.KeyLength], content)), Is.False);

    [TestCaseSource(nameof(Contents))]
    public void A12_A13_Never_decrypts_with_the_key_of_the_message_before(ContentEncryption content)
    {
        byte[] contentKey = Filled(content.KeyLength, 0x5a);
        bool[] opened = [Opens(Message(HandMadeJwe.Wrap(contentKey, management), contentKey, content)), Opens(Message(Filled(256, 0x11), contentKey, content))];
        Assert.That(opened, Is.EqualTo(new[] { true, false }));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(255)]
    [TestCase(257)]
    [TestCase(512)]
    public async Task A12_A13_Answers_a_wrapped_key_of_another_length_like_a_wrong_tag(int length) =>
        Assert.That(await Verdict.FailureOf(Message(Filled(length, 0x11), new byte[32], ContentEncryption.A256Gcm), Policy), Is.SameAs(await WrongTag()));

    [Test]
    public async Task A12_A13_Answers_a_wrapped_key_above_the_modulus_like_a_wrong_tag() =>
        Assert.That(await Verdict.FailureOf(Message(Filled(256, 0xff), new byte[32], ContentEncryption.A256Gcm), Policy), Is.SameAs(await WrongTag()));

    [Test]
    public void A12_A13_Leaves_the_random_content_key_where_nothing_can_be_unwrapped()
    {
        byte[] contentKey = Filled(32, 0x77);
        key.RecoverOver(Filled(256, 0x11), contentKey);
        Assert.That(contentKey, Is.All.EqualTo(0x77));
    }

    [TestCase(31)]
    [TestCase(33)]
    public void A12_A13_Leaves_the_random_content_key_where_another_length_is_unwrapped(int length)
    {
        byte[] contentKey = Filled(32, 0x77);
        key.RecoverOver(HandMadeJwe.Wrap(Filled(length, 0x5a), management), contentKey);
        Assert.That(contentKey, Is.All.EqualTo(0x77));
    }

    private static byte[] Filled(int length, byte value)
    {
        byte[] bytes = new byte[length];
        bytes.AsSpan().Fill(value);
        return bytes;
    }

    private static TestCaseData Block(string name, byte[] block)
    {
        Assert.That(block, Has.Length.EqualTo(256));
        return new TestCaseData(block).SetArgDisplayNames(name);
    }

    private ValidationPolicy Policy => SampleEncryption.Policy(key);

    private string Message(byte[] encryptedKey, byte[] contentKey, ContentEncryption content) =>
        HandMadeJwe.Make(HandMadeJwe.Header(management.Name, content), encryptedKey, contentKey, content);

    private bool Opens(string token) => Jwe.TryDecrypt(token, key, out _);

    /// <summary>The failure of a message in which everything is right but the tag.</summary>
    private Task<TokenFailure> WrongTag()
    {
        byte[] contentKey = Filled(32, 0x5a);
        string token = Message(HandMadeJwe.Wrap(contentKey, management), contentKey, ContentEncryption.A256Gcm);
        return Verdict.FailureOf(JweText.WithBytes(token, 4, static tag => [(byte)(tag[0] ^ 1), .. tag[1..]]), Policy);
    }
}
