using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A20 and A21: texts made to cost time and memory, and the limits of what is looked at.</summary>
[TestFixtureSource(typeof(TestEnvelope), nameof(TestEnvelope.Typical))]
internal sealed class EnvelopeSizeTests(TestEnvelope test)
{
    private const int Cost = 5_000_000;

    private static readonly byte[] Content = new byte[100_000];

    [Test]
    [Category("Heavy")]
    public void A20_Refuses_a_text_made_to_cost([Range(0, 11)] int number) => Assert.That(test.Open(Hostile(number)), Is.Null);

    [Test]
    [Category("Heavy")]
    public void A20_Allocates_little_for_a_text_made_to_cost([Range(0, 11)] int number)
    {
        byte[] text = Hostile(number);
        Assert.That(AllocatedFor(text), Is.LessThan(128 * 1024));
    }

    [Test]
    public void A20_Allocates_nothing_for_a_text_that_is_too_long()
    {
        byte[] text = new byte[5_000_000];
        EnvelopeKeys keys = test.Key;
        long before = GC.GetAllocatedBytesForCurrentThread();
        PayloadEnvelope.TryOpen(text, keys, EnvelopeContext.None, out _, test.Format, text.Length - 1);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1024));
    }

    [Test]
    public void A20_Allocates_little_for_a_long_header_or_key()
    {
        byte[] envelope = test.Seal(Content);
        IEnumerable<string> costly = EnvelopeText.Parts(test, envelope).Select(static part => part.Key).Where(static name => name is "protected" or "encrypted_key" or "encryptedKey")
            .Where(name => AllocatedFor(EnvelopeText.With(test, envelope, name, static _ => new string('A', 4_000_000))) > 128 * 1024);

        Assert.That(costly, Is.Empty);
    }

    [Test]
    public void A20_Looks_at_64_MiB_unless_told_otherwise() => Assert.That(PayloadEnvelope.DefaultMaximumLength, Is.EqualTo(64 * 1024 * 1024));

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(int.MinValue)]
    public void A20_Opens_nothing_where_no_length_is_allowed(int maximumLength) =>
        Assert.That(PayloadEnvelope.TryOpen(test.Seal(Content), test.Key, EnvelopeContext.None, out _, test.Format, maximumLength), Is.False);

    [Test]
    public void A20_Allocates_no_more_than_a_few_KiB_for_a_payload_of_1_MiB()
    {
        byte[] payload = new byte[1024 * 1024], destination = new byte[payload.Length];
        byte[] envelope = test.Seal(payload);
        EnvelopeKeys keys = test.Key;
        PayloadEnvelope.TryOpen(envelope, keys, EnvelopeContext.None, destination, out _, test.Format);
        long before = GC.GetAllocatedBytesForCurrentThread();
        PayloadEnvelope.TryOpen(envelope, keys, EnvelopeContext.None, destination, out _, test.Format);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(16 * 1024));
    }

    [Test]
    [Category("Heavy")]
    public void Opens_each_length_around_the_line_between_short_and_long_texts()
    {
        // Whether the text of an envelope is read as a whole or with its ciphertext cut out makes no difference.
        IEnumerable<int> refused = Enumerable.Range(0, 60)
            .SelectMany(static step => new[] { 16_000 + (step * 30), 32_400 + (step * 10), 48_200 + (step * 15), 64_000 + (step * 60) })
            .Where(length => test.Open(test.Seal(new byte[length], "orders/export"), "orders/export")?.Length != length);

        Assert.That(refused, Is.Empty);
    }

    [Test]
    public void A23_Refuses_a_long_ciphertext_with_one_character_more([Values("=", " ", "\n", "+", "-", "\"", ".", "\\", "A", "AAAA")] string added)
    {
        byte[] envelope = test.Seal(Content);
        IEnumerable<int> opened = new[] { 20_000, 60_000, 100_000 }.Where(at => test.Open([.. envelope[..at], .. RawToken.Utf8(added), .. envelope[at..]]) is not null);

        Assert.That(opened, Is.Empty);
    }

    [Test]
    public void Refuses_a_long_envelope_cut_anywhere()
    {
        byte[] envelope = test.Seal(Content);
        IEnumerable<int> opened = Enumerable.Range(1, 200).Select(step => envelope.Length - (step * step)).Where(length => test.Open(envelope[..length]) is not null);

        Assert.That(opened, Is.Empty);
    }

    private long AllocatedFor(byte[] text)
    {
        test.Open(text);
        long before = GC.GetAllocatedBytesForCurrentThread();
        test.Open(text);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static byte[] Hostile(int number) => RawToken.Utf8(number switch
    {
        0 => new string('A', Cost),
        1 => new string('.', Cost),
        2 => new string('"', Cost),
        3 => new string('[', Cost),
        4 => new string(' ', Cost),
        5 => new string('\0', Cost),
        6 => string.Concat(Enumerable.Repeat("{\"a\":", Cost / 5)),
        7 => "{" + string.Join(',', Enumerable.Range(0, Cost / 10).Select(static i => $"\"{i}\":1")) + "}",
        8 => "{\"ciphertext\":\"" + new string('A', Cost) + "\"}",
        9 => "{\"" + new string('A', Cost) + "\":\"\"}",
        10 => "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0." + new string('A', Cost) + ".AAAAAAAAAAAAAAAA..AAAAAAAAAAAAAAAAAAAAAA",
        _ => new string('A', Cost) + "..AAAAAAAAAAAAAAAA..AAAAAAAAAAAAAAAAAAAAAA",
    });
}
