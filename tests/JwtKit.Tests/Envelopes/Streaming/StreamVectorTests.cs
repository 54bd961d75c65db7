using System.Runtime.CompilerServices;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>The files of Vectors, each with one defect or none.</summary>
[TestFixture]
internal sealed class StreamVectorTests
{
    private const int FileCount = 62;

    /// <summary>The one whose defect is its key id. All other damaged ones are opened with keys that have none, so that this is not what refuses them.</summary>
    private const string UnknownKeyId = "key-id-unknown";

    /// <summary>The valid ones, with the length of the payload.</summary>
    private static readonly Dictionary<string, int> Valid = new(StringComparer.Ordinal)
    {
        ["valid-shared-key"] = (2 * SampleStream.SmallChunk) + 7,
        ["valid-rsa-oaep"] = 3,
        ["valid-rsa-oaep-256"] = 3,
        ["valid-empty"] = 0,
        ["valid-full-last-chunk"] = 2 * SampleStream.SmallChunk,
        ["valid-without-names"] = 3,
    };

    private DecryptionKey[] named = [];
    private DecryptionKey[] unnamed = [];

    private static IEnumerable<string> Names => Directory.EnumerateFiles(Folder(), "*.bin").Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Damaged => Names.Where(static name => !Valid.ContainsKey(name));

    [OneTimeSetUp]
    public void MakeKeys()
    {
        named = Keys("k-1");
        unnamed = Keys(keyId: null);
    }

    [OneTimeTearDown]
    public void DisposeKeys() => Array.ForEach([.. named, .. unnamed], static key => key.Dispose());

    [Test]
    public void Are_all_there() => Assert.That(Names.Count(), Is.EqualTo(FileCount));

    [TestCaseSource(nameof(Valid))]
    public async Task Opens_a_valid_one(KeyValuePair<string, int> vector)
    {
        (EnvelopeStreamResult result, byte[] written) = await OpenAsync(vector.Key);
        Assert.That((result.Succeeded, written.AsSpan().SequenceEqual(SampleStream.Payload(vector.Value))), Is.EqualTo((true, true)));
    }

    [TestCaseSource(nameof(Damaged))]
    public async Task Refuses_a_damaged_one(string name) => Assert.That((await OpenAsync(name)).Result.Succeeded, Is.False);

    [TestCaseSource(nameof(Damaged))]
    public async Task Writes_of_a_damaged_one_only_what_the_sender_sealed_at_that_place(string name)
    {
        byte[] written = (await OpenAsync(name)).Written;
        Assert.That(written.AsSpan().SequenceEqual(SampleStream.Payload(2 * SampleStream.SmallChunk).AsSpan(0, written.Length)), Is.True);
    }

    [Test]
    public async Task Seals_the_first_one_byte_for_byte()
    {
        using EncryptionKey key = SampleStream.Shared.NewEncryptionKey("k-1");
        byte[] salt = [.. Enumerable.Range(101, StreamHeader.SaltLength).Select(static i => (byte)i)];
        using MemoryStream payload = new(SampleStream.Payload(Valid["valid-shared-key"]));
        using MemoryStream destination = new();
        StreamBeginning beginning = StreamBeginning.MakeWith(salt, key, SampleStream.Context, "text/csv", SampleStream.SmallExponent);
        await StreamSealer.SealAsync(beginning, payload, destination, progress: null, CancellationToken.None);
        Assert.That(destination.ToArray(), Is.EqualTo(await File.ReadAllBytesAsync(PathOf("valid-shared-key"))));
    }

    private static DecryptionKey[] Keys(string? keyId) => [.. new[] { "dir", "RSA-OAEP", "RSA-OAEP-256" }.Select(mode => SampleStream.Of(mode).NewDecryptionKey(keyId))];

    private async Task<(EnvelopeStreamResult Result, byte[] Written)> OpenAsync(string name)
    {
        using MemoryStream source = new(await File.ReadAllBytesAsync(PathOf(name)));
        using MemoryStream destination = new();
        bool isNamed = Valid.ContainsKey(name) || name == UnknownKeyId;
        EnvelopeStreamResult result = await PayloadEnvelope.OpenAsync(source, destination, isNamed ? named : unnamed, SampleStream.Context);
        return (result, destination.ToArray());
    }

    private static string PathOf(string name) => Path.Combine(Folder(), name + ".bin");

    private static string Folder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "Vectors");
}
