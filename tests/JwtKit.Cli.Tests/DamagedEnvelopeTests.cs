using NUnit.Framework;

namespace JwtKit.Cli.Tests;

/// <summary>Envelopes that were cut off or altered on their way: one answer, and no file.</summary>
[TestFixture]
[Parallelizable(ParallelScope.Children)]
internal sealed class DamagedEnvelopeTests : IDisposable
{
    private const int Payload = 200_000;
    private const int ChunkAndTag = (64 * 1024) + 16;
    private const string Refusal =
        "jwtkit: It cannot be opened: it was sealed for another key or another context, is written in another format, or was altered or cut off; nothing tells which.";

    private readonly TemporaryFolder folder = new();
    private byte[] envelope = [];

    [OneTimeSetUp]
    public async Task Seal()
    {
        await File.WriteAllTextAsync(folder.File("shared.txt"), "0123456789abcdef0123456789abcdef");
        await File.WriteAllBytesAsync(folder.File("payload"), new byte[Payload]);
        ToolResult result = await Tool.RunAsync(Words.Of("seal payload --shared-key-file shared.txt --context backups --out sealed"), folder.Path);
        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Done), result.Error);
        envelope = await File.ReadAllBytesAsync(folder.File("sealed"));
    }

    public void Dispose() => folder.Dispose();

    [TestCase("nothing")]
    [TestCase("half a header")]
    [TestCase("the beginning only")]
    [TestCase("one whole chunk")]
    [TestCase("all but the last chunk")]
    [TestCase("all but the last byte")]
    [TestCase("one byte more")]
    [TestCase("the envelope twice")]
    [TestCase("an altered magic")]
    [TestCase("an altered salt")]
    [TestCase("an altered first chunk")]
    [TestCase("an altered last byte")]
    [TestCase("two chunks exchanged")]
    public async Task Leaves_no_file(string damage)
    {
        using TemporaryFolder own = new();
        File.Copy(folder.File("shared.txt"), own.File("shared.txt"));
        await File.WriteAllBytesAsync(own.File("damaged"), Damaged(damage));
        ToolResult result = await Tool.RunAsync(Words.Of("open damaged --shared-key-file shared.txt --context backups --out opened"), own.Path);

        Assert.That((result.ExitCode, result.Output, result.Error, string.Join(' ', own.Names)), Is.EqualTo((ExitCode.Refused, "", Refusal + "\n", "damaged shared.txt")));
    }

    [Test]
    public async Task Leaves_the_file_that_was_there()
    {
        using TemporaryFolder own = new();
        File.Copy(folder.File("shared.txt"), own.File("shared.txt"));
        await File.WriteAllTextAsync(own.File("opened"), "old");
        await File.WriteAllBytesAsync(own.File("damaged"), Damaged("all but the last byte"));
        await Tool.RunAsync(Words.Of("open damaged --shared-key-file shared.txt --context backups --out opened --force"), own.Path);

        Assert.That(await File.ReadAllTextAsync(own.File("opened")), Is.EqualTo("old"));
    }

    [TestCase("nothing", 0)]
    [TestCase("an altered first chunk", 0)]
    [TestCase("one whole chunk", 0)]
    [TestCase("all but the last byte", Payload / (64 * 1024) * 64 * 1024)]
    public async Task Only_authentic_chunks_reach_standard_output(string damage, int length)
    {
        using TemporaryFolder own = new();
        File.Copy(folder.File("shared.txt"), own.File("shared.txt"));
        await File.WriteAllBytesAsync(own.File("damaged"), Damaged(damage));
        ToolResult result = await Tool.RunAsync(Words.Of("open damaged --shared-key-file shared.txt --context backups"), own.Path);

        Assert.That((result.ExitCode, result.Output.Length, result.Error), Is.EqualTo((ExitCode.Refused, length, Refusal + " Discard what was written.\n")));
    }

    private byte[] Damaged(string damage)
    {
        int beginning = envelope.Length - Payload - (16 * 4);
        int secondChunk = beginning + ChunkAndTag;
        return damage switch
        {
            "nothing" => [],
            "half a header" => envelope[..20],
            "the beginning only" => envelope[..beginning],
            "one whole chunk" => envelope[..secondChunk],
            "all but the last chunk" => envelope[..(beginning + (3 * ChunkAndTag))],
            "all but the last byte" => envelope[..^1],
            "one byte more" => [.. envelope, 0],
            "the envelope twice" => [.. envelope, .. envelope],
            "an altered magic" => Altered(0),
            "an altered salt" => Altered(12),
            "an altered first chunk" => Altered(beginning + 5),
            "an altered last byte" => Altered(envelope.Length - 1),
            "two chunks exchanged" =>
            [
                .. envelope[..beginning], .. envelope[secondChunk..(secondChunk + ChunkAndTag)], .. envelope[beginning..secondChunk], .. envelope[(secondChunk + ChunkAndTag)..],
            ],
            _ => throw new ArgumentException($"There is no damage '{damage}'.", nameof(damage)),
        };
    }

    private byte[] Altered(int position)
    {
        byte[] copy = [.. envelope];
        copy[position] ^= 1;
        return copy;
    }
}
