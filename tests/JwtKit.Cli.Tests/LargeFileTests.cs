using System.Diagnostics;
using NUnit.Framework;

namespace JwtKit.Cli.Tests;

/// <summary>Files of any size, in constant memory: the tool gets a heap that is a fraction of what goes through it.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class LargeFileTests
{
    private const int Length = 300 * 1024 * 1024;
    private const int FileLength = 100 * 1024 * 1024;

    /// <summary>Hexadecimal, as the runtime takes it: 40 MiB.</summary>
    private static readonly Dictionary<string, string> SmallHeap = new() { ["DOTNET_GCHeapHardLimit"] = "2800000" };

    [Test]
    public async Task Three_hundred_megabytes_are_sealed_and_opened_on_a_heap_of_forty()
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder.File("shared.txt"), "0123456789abcdef0123456789abcdef");
        using Process seal = Tool.Start(Words.Of("seal --shared-key-file shared.txt --context backups"), folder.Path, SmallHeap);
        using Process open = Tool.Start(Words.Of("open --shared-key-file shared.txt --context backups"), folder.Path, SmallHeap);
        Task write = WriteAsync(seal.StandardInput.BaseStream);
        Task pass = PassAsync(seal.StandardOutput.BaseStream, open.StandardInput.BaseStream);
        long read = await ReadAsync(open.StandardOutput.BaseStream);
        await Task.WhenAll(write, pass, seal.WaitForExitAsync(), open.WaitForExitAsync());

        Assert.That((seal.ExitCode, open.ExitCode, read), Is.EqualTo((0, 0, (long)Length)), await seal.StandardError.ReadToEndAsync() + await open.StandardError.ReadToEndAsync());
    }

    [Test]
    public async Task A_file_of_one_hundred_megabytes_is_written_on_a_heap_of_forty()
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder.File("shared.txt"), "0123456789abcdef0123456789abcdef");
        await using (FileStream sparse = File.Create(folder.File("payload")))
        {
            sparse.SetLength(FileLength);
        }

        ToolResult sealing = await Tool.RunAsync(Words.Of("seal payload --shared-key-file shared.txt --no-context --out sealed"), folder.Path, SmallHeap);
        ToolResult opening = await Tool.RunAsync(Words.Of("open sealed --shared-key-file shared.txt --no-context --out opened --json"), folder.Path, SmallHeap);

        Assert.That((sealing.Error, opening.Error, opening.Output), Is.EqualTo(("", "", $"{{\"file\":\"opened\",\"bytes\":{FileLength}}}\n")));
    }

    [TestCase("encrypt payload --shared-key-file shared.txt --out x", "'payload' is longer than 32 MiB")]
    [TestCase("seal payload --shared-key-file shared.txt --no-context --format json --out x", "'payload' is longer than 32 MiB")]
    [TestCase("decrypt payload --shared-key-file shared.txt --out x", "'payload' is longer than 64 MiB")]
    [TestCase("open payload --shared-key-file shared.txt --no-context --format json --out x", "'payload' is longer than 64 MiB")]
    public async Task What_is_held_in_memory_has_a_limit_that_names_seal(string arguments, string message)
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder.File("shared.txt"), "0123456789abcdef0123456789abcdef");
        await using (FileStream sparse = File.Create(folder.File("payload")))
        {
            sparse.SetLength((arguments.StartsWith("encrypt", StringComparison.Ordinal) || arguments.StartsWith("seal", StringComparison.Ordinal) ? 32 * 1024 * 1024 : 64 * 1024 * 1024) + 1);
        }

        ToolResult result = await Tool.RunAsync(Words.Of(arguments), folder.Path);

        Assert.That((result.ExitCode, result.Error), Is.EqualTo((
            ExitCode.WrongCall,
            $"jwtkit: {message}, which is as much as is held in memory for this; 'jwtkit seal' and 'jwtkit open' take files of any size.\n")));
    }

    [Test]
    public async Task The_longest_content_of_a_JWE_comes_back()
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder.File("shared.txt"), "0123456789abcdef0123456789abcdef");
        await using (FileStream sparse = File.Create(folder.File("payload")))
        {
            sparse.SetLength(32 * 1024 * 1024);
        }

        ToolResult encrypting = await Tool.RunAsync(Words.Of("encrypt payload --shared-key-file shared.txt --out message"), folder.Path);
        ToolResult decrypting = await Tool.RunAsync(Words.Of("decrypt message --shared-key-file shared.txt --out opened --json"), folder.Path);

        Assert.That((encrypting.Error, decrypting.Error, decrypting.Output), Is.EqualTo(("", "", "{\"file\":\"opened\",\"bytes\":33554432}\n")));
    }

    private static async Task WriteAsync(Stream stream)
    {
        byte[] block = new byte[1024 * 1024];
        for (int i = 0; i < Length / block.Length; i++)
        {
            block.AsSpan().Fill((byte)i);
            await stream.WriteAsync(block);
        }

        stream.Close();
    }

    private static async Task PassAsync(Stream from, Stream to)
    {
        await from.CopyToAsync(to);
        to.Close();
    }

    /// <summary>How many bytes came before the first that is wrong.</summary>
    private static async Task<long> ReadAsync(Stream stream)
    {
        byte[] block = new byte[1024 * 1024];
        long read = 0;
        for (int i = 0, length = block.Length; length == block.Length; i++)
        {
            length = await stream.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false);
            if (block.AsSpan(0, length).ContainsAnyExcept((byte)i))
            {
                return read;
            }

            read += length;
        }

        return read;
    }
}
