using System.Reflection.Metadata;
using System.Text;
using System.Text.Json;
using NUnit.Framework;

namespace JwtKit.Packages.Tests;

/// <summary>A debugger finds the sources of the packages, wherever they were built.</summary>
[TestFixture]
internal sealed class SymbolTests
{
    /// <summary>The kind of custom debug information that says where the sources are, as the format of portable PDBs fixes it.</summary>
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    private static IEnumerable<ExpectedPackage> Libraries => ExpectedPackage.Libraries;

    [TestCaseSource(nameof(Libraries))]
    public async Task Say_where_the_sources_are(ExpectedPackage expected)
    {
        Symbols symbols = await ReadAsync(expected);
        using JsonDocument document = JsonDocument.Parse(symbols.SourceLink);

        Assert.That(
            document.RootElement.GetProperty("documents").EnumerateObject().Select(static entry => (entry.Name, entry.Value.GetString())),
            Is.EqualTo(new[] { ("/_/*", $"https://raw.githubusercontent.com/example/jwtkit/{SourceCopy.Commit}/*") }));
    }

    [TestCaseSource(nameof(Libraries))]
    public async Task Name_no_folder_of_the_machine(ExpectedPackage expected) =>
        Assert.That((await ReadAsync(expected)).Documents, Is.Not.Empty.And.All.StartsWith("/_/"));

    private static async Task<Symbols> ReadAsync(ExpectedPackage expected)
    {
        PackageFile package = await PackedPackages.OpenAsync(expected.Name, "snupkg");
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(package.Files[expected.Symbols.Single()]));
        MetadataReader reader = provider.GetMetadataReader();
        CustomDebugInformation link = reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation).Single(information => reader.GetGuid(information.Kind) == SourceLink);
        return new Symbols(
            Encoding.UTF8.GetString(reader.GetBlobBytes(link.Value)),
            [.. reader.Documents.Select(handle => reader.GetString(reader.GetDocument(handle).Name))]);
    }

    private sealed record Symbols(string SourceLink, string[] Documents);
}
