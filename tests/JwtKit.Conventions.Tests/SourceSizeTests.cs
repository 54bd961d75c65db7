using NUnit.Framework;

namespace JwtKit.Conventions.Tests;

/// <summary>One mechanism a file, its private parts with it. 40 to 100 lines are normal, 150 are much, and a file of over 300 holds more than one.</summary>
[TestFixture]
internal sealed class SourceSizeTests
{
    private const int Much = 150;
    private const int ManyForASource = 300;
    private const int ManyForATest = 400;

    [TestCase("src", ManyForASource)]
    [TestCase("samples", ManyForASource)]
    [TestCase("tests", ManyForATest)]
    public void No_file_is_too_long(string folder, int limit)
    {
        (string Name, int Lines)[] files = [.. Files(folder).Select(static file => (Path.GetRelativePath(Packages.PathOf(), file), File.ReadLines(file).Count()))];
        foreach ((string name, int lines) in files.Where(static file => file.Lines > Much).OrderByDescending(static file => file.Lines))
        {
            TestContext.Out.WriteLine($"{lines} {name}");
        }

        Assert.That(files, Is.Not.Empty);
        Assert.That(files.Where(file => file.Lines > limit), Is.Empty);
    }

    /// <summary>In the packages the exception is rare.</summary>
    [Test]
    public void Four_of_five_files_are_short()
    {
        int[] lengths = [.. Files("src").Select(static file => File.ReadLines(file).Count())];

        Assert.That(lengths.Count(static lines => lines <= Much), Is.GreaterThan(lengths.Length * 4 / 5));
    }

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(Packages.PathOf(folder), "*.cs", SearchOption.AllDirectories)
        .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj" or "node_modules"));
}
