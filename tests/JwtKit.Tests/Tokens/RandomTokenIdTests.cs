using System.Buffers.Text;
using System.Collections.Concurrent;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class RandomTokenIdTests
{
    private const int Threads = 8;
    private const int PerThread = 12_500;

    [Test]
    public void A35_Gives_100_000_distinct_ids_over_several_threads()
    {
        ConcurrentDictionary<string, byte> ids = new(StringComparer.Ordinal);

        Together.Run(Threads, _ =>
        {
            for (int i = 0; i < PerThread; i++)
            {
                ids.TryAdd(Next(), 0);
            }
        });

        Assert.That(ids, Has.Count.EqualTo(100_000));
    }

    [Test]
    public void A35_Encodes_128_bits() => Assert.That(Base64Url.DecodeFromChars(Next()), Has.Length.EqualTo(16));

    [Test]
    public void A35_Uses_each_of_the_128_bits()
    {
        byte[] everSet = new byte[16];
        byte[] everClear = new byte[16];
        for (int i = 0; i < 200; i++)
        {
            byte[] id = Base64Url.DecodeFromChars(Next());
            for (int at = 0; at < id.Length; at++)
            {
                everSet[at] |= id[at];
                everClear[at] |= (byte)~id[at];
            }
        }

        // A fair bit stays the same 200 times with a chance of 2^-199.
        Assert.That(everSet.Concat(everClear), Is.All.EqualTo(0xff));
    }

    [Test]
    public void A35_Repeats_no_half_of_an_id()
    {
        List<ulong> halves = [];
        for (int i = 0; i < 10_000; i++)
        {
            byte[] id = Base64Url.DecodeFromChars(Next());
            halves.AddRange([BitConverter.ToUInt64(id, 0), BitConverter.ToUInt64(id, 8)]);
        }

        // 20 000 random numbers of 64 bits hold two equal ones with a chance of 10^-11.
        Assert.That(halves, Is.Unique);
    }

    private static string Next()
    {
        byte[] id = new byte[RandomTokenId.Length];
        RandomTokenId.Write(id);
        return System.Text.Encoding.ASCII.GetString(id);
    }
}
