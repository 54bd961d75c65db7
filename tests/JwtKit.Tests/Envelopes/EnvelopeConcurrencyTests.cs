using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixtureSource(typeof(TestEnvelope), nameof(TestEnvelope.Typical))]
[Category("Heavy")]
internal sealed class EnvelopeConcurrencyTests(TestEnvelope test)
{
    [Test]
    public void The_same_keys_and_formats_give_right_results_to_16_threads()
    {
        EnvelopeKeys keys = test.Key;
        int wrong = 0;
        Together.Run(16, thread =>
        {
            for (int i = 0; i < 50; i++)
            {
                byte[] content = [.. BitConverter.GetBytes(((long)thread << 32) + i), .. new byte[100 * i]];
                byte[]? opened = test.Open(test.Seal(content, $"thread {thread}"), $"thread {thread}", keys);
                Interlocked.Add(ref wrong, opened is not null && PublicBytes.AreEqual(opened, content) ? 0 : 1);
            }
        });
        Assert.That(wrong, Is.Zero);
    }

    [Test]
    public void A_key_disposed_under_8_threads_either_works_or_says_that_it_was_disposed()
    {
        byte[] content = [1, 2, 3];
        byte[] envelope = test.Seal(content);
        int wrong = 0;
        for (int round = 0; round < 20; round++)
        {
            DecryptionKey key = TestEnvelope.Of(test.KeyManagement).NewDecryptionKey();
            Together.Run(9, thread =>
            {
                if (thread == 8)
                {
                    key.Dispose();
                    return;
                }

                try
                {
                    byte[]? opened = test.Open(envelope, keys: key);
                    Interlocked.Add(ref wrong, opened is not null && PublicBytes.AreEqual(opened, content) ? 0 : 1);
                }
                catch (ObjectDisposedException)
                {
                }
            });
        }

        Assert.That(wrong, Is.Zero);
    }
}
