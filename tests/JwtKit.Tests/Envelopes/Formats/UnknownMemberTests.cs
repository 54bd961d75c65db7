using System.Buffers;
using System.Text;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Members that no format knows are passed over: in short and in long messages, wherever they stand, whatever they hold, however long they are.</summary>
[TestFixtureSource(nameof(Formats))]
internal sealed class UnknownMemberTests(TestEnvelope test)
{
    private const int LongPayload = 100_000;

    private static readonly string[] Places = ["first", "before the ciphertext", "after the ciphertext", "last"];

    private static IEnumerable<TestEnvelope> Formats => TestEnvelope.Typical.Where(static test => !test.IsCompact);

    private static IEnumerable<TestCaseData> Values =>
    [
        Value("text", Text(20_000)),
        Value("text longer than the ciphertext", Text(300_000)),
        Value("text with escapes", "\"" + string.Concat(Enumerable.Repeat("\\\"\\u0041", 3_000)) + "\""),
        Value("number", new string('9', 20_000)),
        Value("array", "[" + string.Join(',', Enumerable.Repeat("\"a\"", 10_000)) + "]"),
        Value("object", "{" + string.Join(',', Enumerable.Range(0, 2_000).Select(static i => $"\"m{i}\":{i}")) + "}"),
        Value("white space", "\"a\"" + new string(' ', 20_000)),
    ];

    [TestCaseSource(nameof(Values))]
    public void Passes_over_in_a_long_message(string value) => Assert.That(PlacesThatFail(LongPayload, value), Is.Empty);

    [TestCaseSource(nameof(Values))]
    public void Passes_over_beside_a_short_ciphertext(string value) => Assert.That(PlacesThatFail(100, value), Is.Empty);

    [Test]
    public void Opens_by_each_API_what_has_a_long_member_after_the_ciphertext()
    {
        byte[] payload = new byte[LongPayload];
        byte[] envelope = With(test.Seal(payload), "after the ciphertext", Text(20_000));
        byte[] destination = new byte[envelope.Length], small = new byte[payload.Length];
        ArrayBufferWriter<byte> writer = new();
        bool[] opened =
        [
            PayloadEnvelope.TryOpen(envelope, test.Key, EnvelopeContext.None, destination, out int written, test.Format) && written == payload.Length,
            PayloadEnvelope.TryOpen(envelope, test.Key, EnvelopeContext.None, small, out int writtenSmall, test.Format) && writtenSmall == payload.Length,
            PayloadEnvelope.TryOpen(envelope, test.Key, EnvelopeContext.None, writer, test.Format) && writer.WrittenCount == payload.Length,
            PayloadEnvelope.TryOpen(Encoding.UTF8.GetString(envelope), test.Key, EnvelopeContext.None, out EnvelopePayload? text, test.Format),
        ];
        text?.Dispose();
        Assert.That(opened, Is.All.True);
    }

    [Test]
    public async Task Opens_asynchronously_what_has_a_long_member_after_the_ciphertext()
    {
        byte[] envelope = With(test.Seal(new byte[LongPayload]), "after the ciphertext", Text(20_000));
        using EnvelopePayload? payload = await PayloadEnvelope.OpenAsync(envelope, test.Key, EnvelopeContext.None, test.Format);
        Assert.That(payload?.Content.Length, Is.EqualTo(LongPayload));
    }

    [TestCase("first")]
    [TestCase("after the ciphertext")]
    [TestCase("last")]
    public async Task A20_Asks_a_remote_key_once_for_what_has_a_long_member(string place)
    {
        TestDecryptor decryptor = new(KeyManagement.RsaOaep);
        using EnvelopePayload? payload = await PayloadEnvelope.OpenAsync(With(SealedForRsa(), place, Text(100_000)), DecryptionKey.Remote(decryptor), EnvelopeContext.None, test.Format);
        Assert.That((payload?.Content.Length, decryptor.Questions), Is.EqualTo((LongPayload, 1)));
    }

    [Test]
    public async Task A20_Tries_no_more_keys_for_a_message_with_a_long_member()
    {
        TestDecryptor decryptor = new(KeyManagement.RsaOaep, answer: static () => null);
        EnvelopeKeys keys = Enumerable.Range(0, 20).Select(_ => DecryptionKey.Remote(decryptor)).ToArray();
        await PayloadEnvelope.OpenAsync(With(SealedForRsa(), "last", Text(100_000)), keys, EnvelopeContext.None, test.Format);
        Assert.That(decryptor.Questions, Is.EqualTo(16));
    }

    [Test]
    public void Refuses_a_member_that_is_there_twice_behind_a_long_one()
    {
        byte[] envelope = With(test.Seal(new byte[LongPayload]), "after the ciphertext", Text(20_000) + ",\"ciphertext\":\"\"");
        Assert.That(test.Open(envelope), Is.Null);
    }

    [Test]
    public void A20_Refuses_names_of_more_than_64_KiB_together()
    {
        // 65,536 characters and two quotes.
        byte[] envelope = With(test.Seal(new byte[LongPayload]), "last", "{\"" + new string('n', 64 * 1024) + "\":1}");
        Assert.That(test.Open(envelope), Is.Null);
    }

    [Test]
    public void A20_Remembers_no_names_of_a_long_message_with_too_many()
    {
        byte[] envelope = With(test.Seal(new byte[LongPayload]), "last", "{" + string.Join(',', Enumerable.Range(0, 500_000).Select(static i => $"\"m{i}\":{i}")) + "}");
        test.Open(envelope);
        long before = GC.GetAllocatedBytesForCurrentThread();
        test.Open(envelope);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(128 * 1024));
    }

    private static TestCaseData Value(string name, string json) => new TestCaseData(json).SetArgDisplayNames(name);

    private static string Text(int length) => "\"" + new string('A', length) + "\"";

    private byte[] SealedForRsa() => test.Seal(new byte[LongPayload], receiver: EncryptionKey.RsaOaep(RsaPublicKey.FromPem(TestKeys.SubjectPublicKeyInfo)));

    private static byte[] With(byte[] envelope, string place, string value)
    {
        string text = Encoding.UTF8.GetString(envelope);
        int ciphertext = text.IndexOf("\"ciphertext\":\"", StringComparison.Ordinal);
        int behind = text.IndexOf('"', ciphertext + "\"ciphertext\":\"".Length) + 1;
        return Encoding.UTF8.GetBytes(place switch
        {
            "first" => "{\"x-note\":" + value + "," + text[1..],
            "before the ciphertext" => text.Insert(ciphertext, "\"x-note\":" + value + ","),
            "after the ciphertext" => text.Insert(behind, ",\"x-note\":" + value),
            _ => text[..^1] + ",\"x-note\":" + value + "}",
        });
    }

    private IEnumerable<string> PlacesThatFail(int length, string value)
    {
        byte[] payload = new byte[length];
        byte[] envelope = test.Seal(payload);
        return Places.Where(place => test.Open(With(envelope, place, value)) is not { } opened || !opened.AsSpan().SequenceEqual(payload));
    }
}
