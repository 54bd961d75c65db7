using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A15 and A33: envelopes that differ from what was sealed, or are put together from two of them. None is opened.</summary>
[TestFixtureSource(typeof(TestEnvelope), nameof(TestEnvelope.Typical))]
internal sealed class EnvelopeTamperTests(TestEnvelope test)
{
    private static readonly byte[] Content = [.. "what is sealed"u8];
    private static readonly EnvelopeContext Context = "orders/export";

    [Test]
    [Category("Heavy")]
    public void A33_Refuses_each_single_bit_flip_of_each_part()
    {
        byte[] envelope = Sealed();
        List<string> opened = [];
        foreach ((string name, string value) in EnvelopeText.Parts(test, envelope))
        {
            int bits = EnvelopeText.Decode(test, name, value).Length * 8;

            // Each bit, but of the long wrapped key every fifth: each costs a private RSA operation.
            for (int bit = 0; bit < bits; bit += bits > 1024 ? 5 : 1)
            {
                if (Opens(EnvelopeText.With(test, envelope, name, text => Changed(name, text, bytes => Flipped(bytes, bit)))))
                {
                    opened.Add($"{name} {bit}");
                }
            }
        }

        Assert.That(opened, Is.Empty);
    }

    [Test]
    public void A15_Refuses_each_part_cut_or_lengthened()
    {
        byte[] envelope = Sealed();
        List<string> opened = [];
        foreach ((string name, string value) in EnvelopeText.Parts(test, envelope))
        {
            byte[] bytes = EnvelopeText.Decode(test, name, value);
            IEnumerable<byte[]> others = [.. Enumerable.Range(0, bytes.Length).Select(length => bytes[..length]), [.. bytes, 0], [0, .. bytes], [.. bytes, .. new byte[16]]];
            opened.AddRange(others.Where(other => Opens(EnvelopeText.With(test, envelope, name, text => Changed(name, text, _ => other)))).Select(other => $"{name} {other.Length}"));
        }

        Assert.That(opened, Is.Empty);
    }

    [Test]
    public void A33_Refuses_each_part_left_out()
    {
        byte[] envelope = Sealed();
        IEnumerable<string> opened = EnvelopeText.Parts(test, envelope)
            .Where(part => part.Value.Length > 0 && Opens(EnvelopeText.With(test, envelope, part.Key, static _ => null)))
            .Select(static part => part.Key);

        Assert.That(opened, Is.Empty);
    }

    [Test]
    public void A33_Refuses_every_mixture_of_two_messages_of_one_sender()
    {
        // They differ in content type and content; a part that is the same in both changes nothing.
        List<KeyValuePair<string, string>> first = EnvelopeText.Parts(test, Sealed("text/a"));
        List<KeyValuePair<string, string>> second = EnvelopeText.Parts(test, Sealed("text/b", [.. "what else is sealed"u8]));
        List<int> opened = [];
        for (int mask = 0; mask < 1 << first.Count; mask++)
        {
            KeyValuePair<string, string>[] mixture = [.. first.Select((part, number) => ((mask >> number) & 1) == 0 ? part : second[number])];
            if (!mixture.SequenceEqual(first) && !mixture.SequenceEqual(second) && Opens(EnvelopeText.Join(test, mixture)))
            {
                opened.Add(mask);
            }
        }

        Assert.That(opened, Is.Empty);
    }

    [Test]
    public void A33_Refuses_two_parts_exchanged_for_each_other()
    {
        List<KeyValuePair<string, string>> parts = EnvelopeText.Parts(test, Sealed());
        IEnumerable<string> opened =
            from one in Enumerable.Range(0, parts.Count)
            from other in Enumerable.Range(one + 1, parts.Count - one - 1)
            let swapped = parts.Select((part, number) => KeyValuePair.Create(part.Key, number == one ? parts[other].Value : number == other ? parts[one].Value : part.Value))
            where parts[one].Value != parts[other].Value && Opens(EnvelopeText.Join(test, swapped))
            select $"{parts[one].Key} {parts[other].Key}";

        Assert.That(opened, Is.Empty);
    }

    [Test]
    public void A33_Opens_the_message_that_is_changed_here() => Assert.That(Opens(EnvelopeText.Join(test, EnvelopeText.Parts(test, Sealed()))), Is.True);

    [Test]
    public void A33_Refuses_the_other_formats()
    {
        byte[] envelope = Sealed();
        IEnumerable<string> opened = TestEnvelope.All
            .Where(other => other.KeyManagement == test.KeyManagement && other.Name != test.Name && other.Open(envelope, Context) is not null)
            .Select(static other => other.Name);

        Assert.That(opened, Is.Empty);
    }

    private static byte[] Flipped(byte[] bytes, int bit)
    {
        bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        return bytes;
    }

    private string Changed(string name, string text, Func<byte[], byte[]> change) =>
        EnvelopeText.Encode(test, name, change(EnvelopeText.Decode(test, name, text)));

    private byte[] Sealed(string contentType = "text/plain", byte[]? content = null) => test.Seal(content ?? Content, Context, contentType);

    /// <summary>Whether it opens, into a place that is looked at afterwards: a failure must leave nothing there.</summary>
    private bool Opens(byte[] envelope)
    {
        byte[] destination = new byte[envelope.Length];
        bool isOpen = PayloadEnvelope.TryOpen(envelope, test.Key, Context, destination, out int written, test.Format);
        return isOpen || written != 0 || destination.AsSpan().ContainsAnyExcept((byte)0);
    }
}
