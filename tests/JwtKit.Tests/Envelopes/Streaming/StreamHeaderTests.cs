using System.Text;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class StreamHeaderTests
{
    private static readonly byte[] Salt = [.. Enumerable.Range(1, 32).Select(static i => (byte)i)];

    [Test]
    public void Is_laid_out_as_the_documentation_says() => Assert.That(
        Convert.ToHexString(Written(keyId: "kü", contentType: "text/csv")),
        Is.EqualTo("4A4B4553" + "01" + "003B" + "03" + "01" + "0C" + Convert.ToHexString(Salt) + "0003" + "6BC3BC" + "0008" + "746578742F637376" + "0000"));

    [Test]
    public void Reads_what_was_written()
    {
        byte[] bytes = Written(keyId: "k-1", contentType: "text/csv");
        bool isRead = StreamHeader.TryParse(bytes, out StreamHeader? header);
        Assert.That(
            (isRead, header?.KeyManagement, header?.KeyId, header?.ContentType, header?.ChunkLength, header?.WrappedKey.Length),
            Is.EqualTo((true, KeyManagement.Direct, "k-1", "text/csv", SampleStream.SmallChunk, 0)));
    }

    [Test]
    public void Reads_the_longest_header()
    {
        byte[] longest = Raw(1, 20, Encoding.UTF8.GetBytes(new string('\u20ac', 256)), [.. Enumerable.Repeat((byte)'a', 256)], new byte[2048]);
        Assert.That((longest.Length, StreamHeader.TryReadLength(longest, out _), StreamHeader.TryParse(longest, out _)), Is.EqualTo((StreamHeader.MaximumLength, true, true)));
    }

    [TestCase(0, TestName = "Refuses_an_empty_header")]
    [TestCase(StreamHeader.MinimumLength - 1, TestName = "Refuses_a_header_shorter_than_any")]
    [TestCase(StreamHeader.MaximumLength + 1, TestName = "Refuses_a_header_longer_than_any")]
    [TestCase(ushort.MaxValue, TestName = "Refuses_the_longest_header_that_can_be_said")]
    public void Refuses_a_length(int length) => Assert.That(StreamHeader.TryReadLength([.. "JKES"u8, 1, (byte)(length >> 8), (byte)length], out _), Is.False);

    [TestCase((byte)0)]
    [TestCase((byte)4)]
    [TestCase((byte)255)]
    public void Refuses_another_key_management(byte number) => Assert.That(Reads(Raw(number, 16)), Is.False);

    [TestCase((byte)11)]
    [TestCase((byte)21)]
    [TestCase((byte)0)]
    [TestCase((byte)255)]
    public void Refuses_another_chunk_size(byte exponent) => Assert.That(Reads(Raw(3, exponent)), Is.False);

    [Test]
    public void Refuses_another_cipher()
    {
        byte[] header = Raw(3, 16);
        header[StreamHeader.CipherOffset] = 2;
        Assert.That(Reads(header), Is.False);
    }

    [TestCase("FF", TestName = "Refuses_a_key_id_that_is_no_UTF_8")]
    [TestCase("0A", TestName = "Refuses_a_key_id_with_a_line_break")]
    [TestCase("EDA080", TestName = "Refuses_a_key_id_with_half_of_a_surrogate_pair")]
    public void Refuses_a_key_id(string hex) => Assert.That(Reads(Raw(3, 16, Convert.FromHexString(hex))), Is.False);

    [Test]
    public void Refuses_a_key_id_of_257_characters() => Assert.That(Reads(Raw(3, 16, new string('k', 257).Select(static c => (byte)c).ToArray())), Is.False);

    [TestCase("JWT")]
    [TestCase("t\u00e4xt")]
    [TestCase("text\n")]
    public void Refuses_a_content_type(string type) => Assert.That(Reads(Raw(3, 16, contentType: Encoding.UTF8.GetBytes(type))), Is.False);

    [TestCase((byte)3, 1)]
    [TestCase((byte)3, 256)]
    [TestCase((byte)1, 0)]
    [TestCase((byte)2, 255)]
    [TestCase((byte)2, 2049)]
    public void Refuses_a_wrapped_key_of_a_length_that_cannot_be(byte keyManagement, int length) => Assert.That(Reads(Raw(keyManagement, 16, wrappedKey: new byte[length])), Is.False);

    [Test]
    public void Refuses_a_byte_after_the_fields() => Assert.That(Reads([.. Raw(3, 16), 0]), Is.False);

    [Test]
    public void Refuses_a_field_that_runs_over_the_end([Values(0, 1, 2)] int field)
    {
        byte[] header = Raw(3, 16);
        header[StreamHeader.FieldsOffset + (2 * field) + 1] = 200;
        Assert.That(Reads(header), Is.False);
    }

    private static bool Reads(byte[] header) => StreamHeader.TryParse(header, out _);

    private static byte[] Written(string? keyId, string? contentType)
    {
        using EncryptionKey key = SampleStream.Shared.NewEncryptionKey(keyId);
        return StreamHeaderWriter.Write(key, contentType, SampleStream.SmallExponent, Salt, []);
    }

    private static byte[] Raw(byte keyManagement, byte exponent, byte[]? keyId = null, byte[]? contentType = null, byte[]? wrappedKey = null)
    {
        byte[] fields = [.. Field(keyId), .. Field(contentType), .. Field(wrappedKey)];
        int length = StreamHeader.FieldsOffset + fields.Length;
        return [.. "JKES"u8, 1, (byte)(length >> 8), (byte)length, keyManagement, 1, exponent, .. Salt, .. fields];
    }

    private static byte[] Field(byte[]? content) => content is null ? [0, 0] : [(byte)(content.Length >> 8), (byte)content.Length, .. content];
}
