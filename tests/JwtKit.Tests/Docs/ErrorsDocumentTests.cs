using System.Runtime.CompilerServices;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>src/JwtKit/docs/errors.md says what the code says.</summary>
[TestFixture]
internal sealed class ErrorsDocumentTests
{
    private const string Command = "JWTKIT_WRITE_DOCS=1 dotnet test tests/JwtKit.Tests --filter FullyQualifiedName~ErrorsDocumentTests";

    [Test]
    public void Is_what_the_code_says()
    {
        if (Environment.GetEnvironmentVariable("JWTKIT_WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(File())!);
            System.IO.File.WriteAllText(File(), ErrorsDocument.Text());
        }

        string written = System.IO.File.ReadAllText(File()).ReplaceLineEndings("\n");
        Assert.That(written, Is.EqualTo(ErrorsDocument.Text().ReplaceLineEndings("\n")), "The file is stale. To write it anew: " + Command);
    }

    [Test]
    public void Says_what_to_do_for_each_code() => Assert.That(
        ErrorActions.Of.Keys, Is.EquivalentTo(ErrorsDocument.CodesOf(typeof(TokenFailureCodes)).Select(static code => code.Code)));

    private static string File([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "src", "JwtKit", "docs", "errors.md"));
}
