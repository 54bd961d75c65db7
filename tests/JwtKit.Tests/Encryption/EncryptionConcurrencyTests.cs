using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
[Category("Heavy")]
internal sealed class EncryptionConcurrencyTests
{
    private const int Threads = 64;

    // Each turn signs, verifies and encrypts, so a thread does more than 2 000 operations.
    private const int Turns = 700;

    // A private RSA operation costs as much as forty public ones, so one operation in this many decrypts or signs with RSA.
    private const int PrivateStep = 10;

    [TestCase("RSA-OAEP", "A256GCM")]
    [TestCase("RSA1_5", "A128CBC-HS256")]
    [TestCase("dir", "A128GCM")]
    public void The_same_keys_give_right_results_to_64_threads_while_other_keys_come_and_go(string algorithm, string cipher)
    {
        TestEncryption test = TestEncryption.All.Single(known => known.KeyManagement.Name == algorithm && known.Content.Name == cipher);
        using EncryptionKey encryption = test.NewEncryptionKey();
        using DecryptionKey decryption = test.NewDecryptionKey();
        using SigningKey hmac = TestSigningKeys.Create("HS256");
        using SigningKey rsa = TestSigningKeys.Create("RS256");
        EncryptionTarget target = encryption.Using(test.Content);
        int wrong = 0;
        Together.Run(Threads, thread =>
        {
            for (int i = 0; i < Turns; i++)
            {
                byte[] content = BitConverter.GetBytes(((long)thread << 32) + i);
                string message = Jwe.Encrypt(content, target);
                string signed = Jws.Sign(content, hmac);
                bool isRight = Jws.TryVerify(signed, hmac.VerificationKey, out byte[]? verified) && verified.SequenceEqual(content)
                    && (i % PrivateStep != 0 || (Opens(message, decryption, content) && Verifies(rsa, content)))
                    && (thread % 8 != 0 || i % PrivateStep != 0 || OtherKeysWork(test, content));
                Interlocked.Add(ref wrong, isRight ? 0 : 1);
            }
        });
        Assert.That(wrong, Is.Zero);
    }

    [Test]
    public async Task One_validator_gives_right_results_to_64_tasks()
    {
        JwtValidator validator = new(SampleEncryption.Policy(), SampleEncryption.Clock);
        string[] tokens = [.. Enumerable.Range(0, 64).Select(static i => SampleEncryption.Nested(SampleEncryption.Content with { Subject = $"user-{i}" }))];
        string?[] subjects = new string?[640];

        await Parallel.ForAsync(0, subjects.Length, async (i, cancellation) => subjects[i] = (await validator.ValidateAsync(tokens[i % 64], cancellation)).Token?.Subject);

        Assert.That(subjects, Is.EqualTo(Enumerable.Range(0, 640).Select(static i => $"user-{i % 64}")));
    }

    [Test]
    public void A_key_disposed_under_8_threads_either_works_or_says_that_it_was_disposed([Values("RSA-OAEP", "RSA1_5", "dir")] string algorithm)
    {
        TestEncryption test = TestEncryption.All.Single(known => known.KeyManagement.Name == algorithm && known.Content == ContentEncryption.A256Gcm);
        byte[] content = [1, 2, 3];
        string message = Jwe.Encrypt(content, test.NewTarget());
        int wrong = 0;
        for (int round = 0; round < 20; round++)
        {
            DecryptionKey decryption = test.NewDecryptionKey();
            EncryptionTarget target = test.NewTarget();
            using DecryptionKey check = test.NewDecryptionKey();
            Together.Run(9, thread =>
            {
                if (thread == 8)
                {
                    decryption.Dispose();
                    target.Key.Dispose();
                    return;
                }

                bool isRight = WorksUntilDisposed(() => Opens(message, decryption, content))
                    && WorksUntilDisposed(() => Opens(Jwe.Encrypt(content, target), check, content));
                Interlocked.Add(ref wrong, isRight ? 0 : 1);
            });
        }

        Assert.That(wrong, Is.Zero);
    }

    private static bool WorksUntilDisposed(Func<bool> use)
    {
        try
        {
            return Enumerable.Range(0, 10).All(_ => use());
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    private static bool Opens(string message, DecryptionKey key, byte[] content) =>
        Jwe.TryDecrypt(message, key, out byte[]? plaintext) && plaintext.SequenceEqual(content);

    private static bool Verifies(SigningKey key, byte[] content) =>
        Jws.TryVerify(Jws.Sign(content, key), key.VerificationKey, out byte[]? payload) && payload.SequenceEqual(content);

    private static bool OtherKeysWork(TestEncryption test, byte[] content)
    {
        using SigningKey hmac = SigningKey.Hs256(Secret.Generate());
        using DecryptionKey decryption = test.NewDecryptionKey();
        using EncryptionKey encryption = test.NewEncryptionKey();
        return Verifies(hmac, content) && Opens(Jwe.Encrypt(content, encryption.Using(test.Content)), decryption, content);
    }
}
