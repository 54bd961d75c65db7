using System.IO.Compression;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A17 to A19: ways of encryption that JwtKit does not have, asked for to make it work or give its key away.</summary>
[TestFixture]
internal sealed class UnsupportedEncryptionAttackTests
{
    private const string Epk = """{"kty":"EC","crv":"P-256","x":"gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0","y":"SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps"}""";

    private static TestCaseData[] Headers =>
    [
        Header("A17", "ECDH-ES", $"\"epk\":{Epk}"),
        Header("A17", "ECDH-ES+A128KW", $"\"epk\":{Epk}"),
        Header("A17", "ECDH-ES+A256KW", "\"epk\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}"),
        Header("A17", "ECDH-1PU", $"\"epk\":{Epk}"),
        Header("A18", "PBES2-HS256+A128KW", "\"p2s\":\"2WCTcJZ1Rvd_CJuJripQ1w\",\"p2c\":2147483647"),
        Header("A18", "PBES2-HS512+A256KW", "\"p2s\":\"2WCTcJZ1Rvd_CJuJripQ1w\",\"p2c\":2147483647"),
        Header("A18", "PBES2-HS512+A256KW with p2c 1e400", "\"p2s\":\"AA\",\"p2c\":1e400"),
        Header("A17", "A128KW", "\"x\":1"),
        Header("A17", "A256GCMKW", "\"iv\":\"AAAAAAAAAAAAAAAA\",\"tag\":\"AAAAAAAAAAAAAAAAAAAAAA\""),
    ];

    private static IEnumerable<TestCaseData> ZipHeaders =>
        new[] { "\"DEF\"", "\"def\"", "\"none\"", "\"\"", "null", "1", "{}" }.Select(static value => new TestCaseData(value));

    [TestCaseSource(nameof(Headers))]
    public async Task A17_A18_Refuses_the_algorithm(string header)
    {
        TokenFailure failure = await Verdict.FailureOf(Message(header), SampleEncryption.Policy());
        Assert.That((failure.Code, failure.Expected), Is.EqualTo(("algorithm_mismatch", "RSA-OAEP or dir")));
    }

    [TestCaseSource(nameof(Headers))]
    public async Task A17_A18_Asks_no_key_for_anything(string header)
    {
        TestDecryptor decryptor = new(KeyManagement.RsaOaep);
        await Verdict.CodeOf(Message(header), SampleEncryption.Policy(DecryptionKey.Remote(decryptor)));
        Assert.That(decryptor.Questions, Is.Zero);
    }

    [TestCaseSource(nameof(Headers))]
    public void A17_A18_Decrypts_nothing(string header) => Assert.That(Jwe.TryDecrypt(Message(header), SampleEncryption.OaepKey, out _), Is.False);

    [TestCaseSource(nameof(ZipHeaders))]
    public async Task A19_Refuses_compression(string zip) =>
        Assert.That(await Verdict.CodeOf(Zipped(zip, HandMadeJwe.Inside), SampleEncryption.Policy()), Is.EqualTo("unsupported_header"));

    [TestCaseSource(nameof(ZipHeaders))]
    public void A19_Decrypts_no_compressed_message(string zip) =>
        Assert.That(Jwe.TryDecrypt(Zipped(zip, HandMadeJwe.Inside), SampleEncryption.DirectKey, out _), Is.False);

    [Test]
    public void A19_Decrypts_no_compressed_message_in_JSON() =>
        Assert.That(Jwe.TryDecryptJson(JweText.Flatten(Zipped("\"DEF\"", HandMadeJwe.Inside)), SampleEncryption.DirectKey, out _), Is.False);

    [Test]
    public async Task A19_Inflates_no_bomb()
    {
        string token = Zipped("\"DEF\"", new byte[20_000_000]);
        await Verdict.CodeOf(token, SampleEncryption.Policy());
        long before = GC.GetAllocatedBytesForCurrentThread();

        Jwe.TryDecrypt(token, SampleEncryption.DirectKey, out _);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1_000_000));
    }

    [Test]
    public void A19_Takes_zip_in_other_places_for_nothing()
    {
        string token = HandMadeJwe.Make("""{"alg":"dir","enc":"A256GCM","x":{"zip":"DEF"}}""", [], Key, ContentEncryption.A256Gcm);
        Assert.That(Jwe.TryDecrypt(token, SampleEncryption.DirectKey, out _), Is.True);
    }

    private static byte[] Key => RawToken.Utf8(SampleKeys.SecretText[..32]);

    private static TestCaseData Header(string row, string algorithm, string members) =>
        new TestCaseData($$"""{"alg":"{{algorithm.Split(' ')[0]}}","enc":"A256GCM",{{members}}}""").SetArgDisplayNames($"{row} {algorithm}");

    private static string Message(string header) => HandMadeJwe.Join(header, new byte[40], new byte[12], new byte[30], new byte[16]);

    /// <summary>Rightly encrypted, and deflated as <c>zip</c> says.</summary>
    private static string Zipped(string zip, byte[] content)
    {
        using MemoryStream deflated = new();
        using (DeflateStream deflate = new(deflated, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            deflate.Write(content);
        }

        return HandMadeJwe.Make($$"""{"alg":"dir","enc":"A256GCM","zip":{{zip}}}""", [], Key, ContentEncryption.A256Gcm, deflated.ToArray());
    }
}
