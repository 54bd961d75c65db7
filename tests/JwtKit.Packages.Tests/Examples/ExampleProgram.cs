using System.Text.RegularExpressions;
using JwtKit.Tests;

namespace JwtKit.Packages.Tests;

/// <summary>The first example of a package's README, pasted into a program that has what it needs and uses what it makes.</summary>
internal static partial class ExampleProgram
{
    private const string Place = "// The example stands here.\n";

    /// <summary>The text of Program.cs: as somebody pastes, with the usings at the top and the types at the end.</summary>
    public static string Of(string package)
    {
        string example = CodeBlock.In($"src/{package}/README.md").First().Text + "\n";
        string program = File.ReadAllText(RepositoryFolder.PathOf($"tests/JwtKit.Packages.Tests/Examples/Programs/{package}.cs")).ReplaceLineEndings("\n");
        string[] around = program.Split(Place);
        if (around.Length != 2)
        {
            throw new InvalidDataException($"The program of {package} has {around.Length - 1} places for the example; it needs one: {Place}");
        }

        string usings = string.Concat(Using().Matches(example).Select(static line => line.Value));
        string code = Using().Replace(example, "");
        int types = Type().Match(code) is { Success: true } type ? type.Index : code.Length;
        return usings + around[0] + code[..types] + around[1] + code[types..];
    }

    [GeneratedRegex(@"^using [\w.]+;\n", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"^(internal|public) ", RegexOptions.Multiline)]
    private static partial Regex Type();
}
