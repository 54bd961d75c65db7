using System.IO.Compression;
using System.Xml.Linq;

namespace JwtKit.Packages.Tests;

/// <summary>A nupkg or snupkg, opened.</summary>
/// <param name="Files">Its files by name, without those that every package has for its own format.</param>
/// <param name="Nuspec">What it says of itself.</param>
internal sealed record PackageFile(IReadOnlyDictionary<string, byte[]> Files, XElement Nuspec)
{
    public static PackageFile Open(string path)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal);
        foreach (ZipArchiveEntry entry in archive.Entries.Where(static entry => !IsOfTheFormat(entry.FullName)))
        {
            using MemoryStream content = new();
            using Stream stream = entry.Open();
            stream.CopyTo(content);
            files.Add(entry.FullName, content.ToArray());
        }

        using MemoryStream nuspec = new(files.Single(static file => file.Key.EndsWith(".nuspec", StringComparison.Ordinal)).Value);
        return new PackageFile(files, XDocument.Load(nuspec).Root!.Elements().Single());
    }

    /// <summary>A value of the nuspec; null where there is none.</summary>
    public string? this[string name] => Element(name)?.Value;

    /// <summary>An element of the nuspec, whatever the version of its format.</summary>
    public XElement? Element(string name) => Nuspec.Elements().SingleOrDefault(element => element.Name.LocalName == name);

    /// <summary>Identity and lowest version of each dependency.</summary>
    public IEnumerable<string> Dependencies => Nuspec.Descendants()
        .Where(static element => element.Name.LocalName == "dependency")
        .Select(static element => $"{(string?)element.Attribute("id")} {(string?)element.Attribute("version")}");

    private static bool IsOfTheFormat(string name) =>
        name is "_rels/.rels" or "[Content_Types].xml" || (name.StartsWith("package/services/metadata/", StringComparison.Ordinal) && name.EndsWith(".psmdcp", StringComparison.Ordinal));
}
