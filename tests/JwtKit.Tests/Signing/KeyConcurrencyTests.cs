using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class KeyConcurrencyTests
{
    private const int Threads = 64;
    private const int Operations = 500;

    // A private RSA operation costs as much as forty verifications, so one operation in this many signs.
    private const int RsaSigningStep = 25;

    [Test]
    [Category("Heavy")]
    public void Two_keys_give_right_results_to_64_threads_while_other_keys_come_and_go()
    {
        using SigningKey hmac = TestSigningKeys.Create("HS256");
        using SigningKey rsa = TestSigningKeys.Create("RS256");
        byte[] rsaInput = [.. "the same for all"u8];
        byte[] rsaSignature = Sign(rsa, rsaInput);
        int wrong = 0;
        Together.Run(Threads, thread =>
        {
            for (int i = 0; i < Operations; i++)
            {
                byte[] input = BitConverter.GetBytes(((long)thread << 32) + i);
                byte[] mac = Sign(hmac, input);
                bool isRight = hmac.VerificationKey.Verify(input, mac)
                    && !hmac.VerificationKey.Verify(rsaInput, mac)
                    && rsa.VerificationKey.Verify(rsaInput, rsaSignature)
                    && !rsa.VerificationKey.Verify(input, rsaSignature)
                    && (i % RsaSigningStep != 0 || Sign(rsa, rsaInput).AsSpan().SequenceEqual(rsaSignature))
                    && (thread % 8 != 0 || OtherKeysWork(input));
                Interlocked.Add(ref wrong, isRight ? 0 : 1);
            }
        });
        Assert.That(wrong, Is.Zero);
    }

    [Test]
    public void A_key_disposed_under_8_threads_either_works_or_says_that_it_was_disposed([Values("HS256", "RS256")] string algorithm)
    {
        byte[] input = [1, 2, 3];
        byte[] expected;
        using (SigningKey reference = TestSigningKeys.Create(algorithm))
        {
            expected = Sign(reference, input);
        }

        int wrong = 0;
        for (int round = 0; round < 20; round++)
        {
            SigningKey key = TestSigningKeys.Create(algorithm);
            Together.Run(9, thread =>
            {
                if (thread == 8)
                {
                    key.Dispose();
                    return;
                }

                try
                {
                    for (int i = 0; i < 20; i++)
                    {
                        Interlocked.Add(ref wrong, Sign(key, input).AsSpan().SequenceEqual(expected) ? 0 : 1);
                    }
                }
                catch (ObjectDisposedException)
                {
                }
            });
        }

        Assert.That(wrong, Is.Zero);
    }

    private static bool OtherKeysWork(byte[] input)
    {
        using SigningKey hmac = SigningKey.Hs256(Secret.Generate());
        using VerificationKey rsa = TestSigningKeys.CreateVerification("RS256");
        return hmac.VerificationKey.Verify(input, Sign(hmac, input)) && !rsa.Verify(input, new byte[256]);
    }

    private static byte[] Sign(SigningKey key, byte[] input)
    {
        byte[] signature = new byte[key.SignatureLength];
        key.Sign(input, signature);
        return signature;
    }
}
