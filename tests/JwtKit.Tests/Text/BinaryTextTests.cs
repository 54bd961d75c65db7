using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Bytes as text, with one spelling for each.</summary>
[TestFixture("Base64")]
[TestFixture("Base64Url")]
[TestFixture("LowerHex")]
[TestFixture("UpperHex")]
internal sealed class BinaryTextTests
{
    private static readonly int[] Lengths = [0, 1, 2, 3, 4, 31, 32, 33, 3071, 3072, 3073, 12_287, 12_288, 100_000];

    private readonly BinaryText encoding;

    public BinaryTextTests(string name) => encoding = name switch
    {
        "Base64" => BinaryText.Base64,
        "Base64Url" => BinaryText.Base64Url,
        "LowerHex" => BinaryText.LowerHex,
        _ => BinaryText.UpperHex,
    };

    [TestCaseSource(nameof(Lengths))]
    public void Decodes_what_it_encoded(int length)
    {
        byte[] decoded = new byte[length];
        bool isDecoded = encoding.TryDecode(Encoded(Bytes(length)), decoded, out int written);
        Assert.That((isDecoded, written, PublicBytes.AreEqual(decoded, Bytes(length))), Is.EqualTo((true, length, true)));
    }

    [TestCaseSource(nameof(Lengths))]
    public void Says_how_long_a_text_may_be_decoded(int length) =>
        Assert.That(encoding.MaximumDecodedLength(encoding.EncodedLength(length)), Is.InRange(length, length + 2));

    [TestCaseSource(nameof(Lengths))]
    public void Encodes_from_the_end_of_its_own_space_just_the_same(int length)
    {
        byte[] space = new byte[encoding.EncodedLength(length)];
        Bytes(length).CopyTo(space, space.Length - length);
        TailEncoder.Encode(encoding, space, length);
        Assert.That(PublicBytes.AreEqual(space, Encoded(Bytes(length))), Is.True);
    }

    [Test]
    public void Decodes_no_text_that_it_would_spell_otherwise()
    {
        // Every text of up to two groups' characters from a small alphabet, in which each kind of fault occurs.
        ReadOnlySpan<byte> alphabet = "Aa9Bf=-_/+ \n%"u8;
        List<string> loose = [];
        byte[] decoded = new byte[16];
        for (int number = 0; number < alphabet.Length * alphabet.Length * alphabet.Length * alphabet.Length; number++)
        {
            byte[] four = [alphabet[number % 13], alphabet[number / 13 % 13], alphabet[number / 169 % 13], alphabet[number / 2197]];
            foreach (byte[] text in new byte[][] { four, [.. four, .. four], four[..1], four[..2], four[..3], [.. "AAAA"u8, .. four], [.. four, (byte)'A', (byte)'A'] })
            {
                if (encoding.TryDecode(text, decoded, out int written) && !PublicBytes.AreEqual(Encoded(decoded.AsSpan(0, written)), text))
                {
                    loose.Add(System.Text.Encoding.UTF8.GetString(text));
                }
            }
        }

        Assert.That(loose, Is.Empty);
    }

    [Test]
    public void Decodes_no_long_text_with_one_character_more([Values(' ', '\n', '=', '%', '\0', 'g', '\u00e4')] char added)
    {
        List<byte> text = [.. Encoded(Bytes(300))];
        text.Insert(201, (byte)added);
        Assert.That(encoding.TryDecode([.. text], new byte[400], out _), Is.False);
    }

    [Test]
    public void Decodes_nothing_into_a_place_that_is_too_small() => Assert.That(encoding.TryDecode(Encoded(Bytes(300)), new byte[299], out _), Is.False);

    private static byte[] Bytes(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private byte[] Encoded(ReadOnlySpan<byte> bytes)
    {
        byte[] text = new byte[encoding.EncodedLength(bytes.Length)];
        encoding.Encode(bytes, text);
        return text;
    }
}
