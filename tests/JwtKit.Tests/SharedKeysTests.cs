using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>The same key objects in the hands of many threads at once.</summary>
[TestFixture]
[Category("Heavy")]
internal sealed class SharedKeysTests
{
    private const int Threads = 64;
    private const int Operations = 2000;

    [Test]
    public void Give_64_threads_with_2000_operations_each_no_wrong_result()
    {
        using SigningKey hmac = SigningKey.Hs256(Secret.Generate());
        using SigningKey rsa = SigningKey.Rs256(RsaPrivateKey.FromPem(TestKeys.Pkcs8));
        using EncryptionKey encryption = EncryptionKey.RsaOaep(RsaPublicKey.FromPem(TestKeys.SubjectPublicKeyInfo));
        using DecryptionKey decryption = DecryptionKey.RsaOaep(RsaPrivateKey.FromPem(TestKeys.Pkcs8));
        EncryptionTarget target = encryption.Using(ContentEncryption.A256Gcm);
        string signed = Jws.Sign("signed"u8, rsa);
        string encrypted = Jwe.Encrypt("encrypted"u8, target);
        int wrong = 0;
        int done = 0;

        void Work(int thread)
        {
            for (int i = 0; i < Operations; i++)
            {
                bool isRight = ((thread + i) % 20) switch
                {
                    0 => Jws.Sign("signed"u8, rsa) == signed,
                    1 => Opens(encrypted),
                    2 => !Jws.TryVerify(signed[..^4] + "AAAA", rsa.VerificationKey, out _),
                    3 => Jwe.Encrypt("encrypted"u8, target) != encrypted,
                    4 => UnrelatedKeysComeAndGo(),
                    < 10 => Jws.TryVerify(signed, rsa.VerificationKey, out byte[]? payload) && payload.AsSpan().SequenceEqual("signed"u8),
                    _ => Jws.TryVerify(Jws.Sign([(byte)thread, (byte)i], hmac), hmac.VerificationKey, out byte[]? own) && own is [var first, var second] && first == (byte)thread && second == (byte)i,
                };
                Interlocked.Add(ref wrong, isRight ? 0 : 1);
                Interlocked.Increment(ref done);
            }
        }

        bool Opens(string token) => Jwe.TryDecrypt(token, decryption, out byte[]? plaintext) && plaintext.AsSpan().SequenceEqual("encrypted"u8);

        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(index => new Thread(() => Work(index)))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());

        Assert.That((done, wrong), Is.EqualTo((Threads * Operations, 0)));
    }

    private static bool UnrelatedKeysComeAndGo()
    {
        using SigningKey key = SigningKey.Hs256(Secret.Generate());
        using VerificationKey other = VerificationKey.Rs256(RsaPublicKey.FromPem(TestKeys.SubjectPublicKeyInfo));
        using EncryptionKey shared = EncryptionKey.Direct(Secret.Generate(32));
        return Jws.TryVerify(Jws.Sign("x"u8, key), key.VerificationKey, out _) && !Jws.TryVerify(Jws.Sign("x"u8, key), other, out _);
    }
}
