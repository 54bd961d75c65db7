using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>What every key does, whatever its algorithm.</summary>
[TestFixture("HS256", 32)]
[TestFixture("HS384", 48)]
[TestFixture("HS512", 64)]
[TestFixture("RS256", 256)]
[TestFixture("RS384", 256)]
[TestFixture("RS512", 256)]
internal sealed class KeyContractTests(string algorithm, int signatureLength)
{
    private static readonly byte[] Input = [.. "what is signed"u8];

    private readonly SigningKey key = TestSigningKeys.Create(algorithm);

    [OneTimeTearDown]
    public void DisposeKey() => key.Dispose();

    [Test]
    public void Verifies_what_it_signed() => Assert.That(key.VerificationKey.Verify(Input, Sign(key)), Is.True);

    [Test]
    public void Verifies_with_a_key_that_was_made_apart()
    {
        using VerificationKey apart = TestSigningKeys.CreateVerification(algorithm);
        Assert.That(apart.Verify(Input, Sign(key)), Is.True);
    }

    [Test]
    public void Signs_the_same_way_each_time() => Assert.That(Sign(key), Is.EqualTo(Sign(key)));

    [Test]
    public void Signs_nothing_at_all()
    {
        byte[] signature = new byte[signatureLength];
        key.Sign([], signature);
        Assert.That(key.VerificationKey.Verify([], signature), Is.True);
    }

    [Test]
    public void Signs_a_megabyte()
    {
        byte[] input = new byte[1024 * 1024];
        byte[] signature = new byte[signatureLength];
        key.Sign(input, signature);
        Assert.That(key.VerificationKey.Verify(input, signature), Is.True);
    }

    [Test]
    public void Has_signatures_of_its_algorithms_length() => Assert.That(key.SignatureLength, Is.EqualTo(signatureLength));

    [Test]
    public void Refuses_a_signature_with_any_bit_flipped()
    {
        byte[] signature = Sign(key);
        List<int> accepted = [];
        for (int bit = 0; bit < signature.Length * 8; bit++)
        {
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
            if (key.VerificationKey.Verify(Input, signature))
            {
                accepted.Add(bit);
            }

            signature[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.That(accepted, Is.Empty);
    }

    [Test]
    public void Refuses_an_input_with_any_bit_flipped()
    {
        byte[] signature = Sign(key);
        byte[] input = [.. Input];
        List<int> accepted = [];
        for (int bit = 0; bit < input.Length * 8; bit++)
        {
            input[bit / 8] ^= (byte)(1 << (bit % 8));
            if (key.VerificationKey.Verify(input, signature))
            {
                accepted.Add(bit);
            }

            input[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.That(accepted, Is.Empty);
    }

    [Test]
    public void Refuses_the_signature_of_another_key()
    {
        using SigningKey other = TestSigningKeys.CreateOther(algorithm);
        Assert.That(key.VerificationKey.Verify(Input, Sign(other)), Is.False);
    }

    [Test]
    public void Refuses_a_signature_that_is_cut_short([Values(0, 1, 16, 31)] int length) =>
        Assert.That(key.VerificationKey.Verify(Input, Sign(key).AsSpan(0, length)), Is.False);

    [Test]
    public void Refuses_a_signature_with_one_byte_less() => Assert.That(key.VerificationKey.Verify(Input, Sign(key).AsSpan()[..^1]), Is.False);

    [Test]
    public void Refuses_a_signature_with_one_byte_more() => Assert.That(key.VerificationKey.Verify(Input, [.. Sign(key), 0]), Is.False);

    [Test]
    public void Refuses_a_signature_with_a_zero_before_it() => Assert.That(key.VerificationKey.Verify(Input, [0, .. Sign(key)]), Is.False);

    [TestCase(0x00)]
    [TestCase(0xff)]
    public void Refuses_a_signature_of_equal_bytes(byte value)
    {
        byte[] signature = new byte[signatureLength];
        signature.AsSpan().Fill(value);
        Assert.That(key.VerificationKey.Verify(Input, signature), Is.False);
    }

    [Test]
    public void Works_again_after_it_refused()
    {
        key.VerificationKey.Verify(Input, new byte[signatureLength]);
        Assert.That(key.VerificationKey.Verify(Input, Sign(key)), Is.True);
    }

    private byte[] Sign(SigningKey with)
    {
        byte[] signature = new byte[signatureLength];
        with.Sign(Input, signature);
        return signature;
    }
}
