using System.Globalization;
using System.Security.Cryptography;

namespace JwtKit.Benchmarks;

/// <summary>How much managed memory, garbage included, it takes to seal a stream of 1 GiB into a file and to open it again.</summary>
internal static class StreamMemory
{
    private const long Size = 1L << 30;
    private const long LookEvery = 1 << 20;

    public static async Task PrintAsync()
    {
        byte[] shared = RandomNumberGenerator.GetBytes(32);
        using EncryptionKey sender = EncryptionKey.Direct(Secret.FromBytes(shared));
        using DecryptionKey receiver = DecryptionKey.Direct(Secret.FromBytes(shared));
        string path = Path.GetTempFileName();
        try
        {
            Console.WriteLine("Memory of a stream of 1 GiB                                   target: <= 4 MiB above the baseline");
            await MeasureAsync("sealed", async peak =>
            {
                using FileStream file = File.Create(path);
                await PayloadEnvelope.SealAsync(new PatternStream(Size), file, sender, "exports/daily", progress: peak);
            });
            await MeasureAsync("opened", async peak =>
            {
                using FileStream file = File.OpenRead(path);
                EnvelopeStreamResult result = await PayloadEnvelope.OpenAsync(new DirectStream(file), Stream.Null, receiver, "exports/daily", peak);
                if (!result.Succeeded || result.BytesWritten != Size)
                {
                    throw new InvalidOperationException("The stream did not open; the figure would mean nothing.");
                }
            });
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task MeasureAsync(string what, Func<Peak, Task> run)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Peak peak = new();
        await run(peak);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what}: {(peak.Bytes - before) / 1048576.0:N2} MiB at most"));
    }

    /// <summary>Looks at the managed memory at each MiB of payload.</summary>
    private sealed class Peak : IProgress<long>
    {
        public long Bytes { get; private set; }

        public void Report(long value)
        {
            if (value % LookEvery == 0)
            {
                Bytes = Math.Max(Bytes, GC.GetTotalMemory(forceFullCollection: false));
            }
        }
    }
}
