using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class StrictBase64UrlPropertyTests
{
    // Mostly the alphabet, so that many texts are accepted; the noise is what lenient decoders let through.
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private const string Noise = "=+/ \t\r\n.\0é";

    [Test]
    public void Decoding_undoes_encoding() =>
        Check.One(
            FixedSeed.Runs(2000),
            Prop.ForAll<byte[]>(bytes => Base64UrlText.Decode(Base64UrlText.Encode(bytes))!.SequenceEqual(bytes)));

    [Test]
    [Category("Heavy")]
    public void Accepted_text_re_encodes_to_itself()
    {
        int accepted = 0;
        Gen<char> character = Gen.Frequency((40, Gen.Elements(Alphabet.ToCharArray())), (1, Gen.Elements(Noise.ToCharArray())));
        Arbitrary<string> texts = Gen.ArrayOf(character).Select(static characters => new string(characters)).ToArbitrary();
        Check.One(FixedSeed.Runs(20_000), Prop.ForAll(texts, text =>
        {
            byte[]? decoded = Base64UrlText.Decode(text);
            accepted += decoded is null ? 0 : 1;
            return decoded is null || Base64UrlText.Encode(decoded) == text;
        }));
        Assert.That(accepted, Is.GreaterThan(500), "too few texts were accepted to say anything");
    }
}
