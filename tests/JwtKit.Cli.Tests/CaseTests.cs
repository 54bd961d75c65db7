using NUnit.Framework;

namespace JwtKit.Cli.Tests;

/// <summary>The table of calls: each case is a file in <c>Cases</c>, run by the built tool in a folder of its own.</summary>
[TestFixture]
[Parallelizable(ParallelScope.Children)]
internal sealed class CaseTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Cases");

    [Test]
    public void Reads_every_case() => Assert.That(Cases().Count(), Is.EqualTo(int.Parse(File.ReadAllText(Path.Combine(Folder, "count.txt")), null)));

    [TestCaseSource(nameof(Cases))]
    public async Task Answers_as_the_file_says(Case @case)
    {
        using TemporaryFolder folder = new();
        Dictionary<string, string> environment = [];
        ToolResult? last = null;
        string input = "";
        foreach (Case.Section section in @case.Sections)
        {
            switch (section.Kind)
            {
                case "file":
                    WriteFile(folder, section);
                    break;
                case "environment":
                    environment[section.Argument] = section.Text.TrimEnd('\n');
                    break;
                case "input":
                    input = section.Argument == "from-output" ? last!.Output : section.Text;
                    break;
                case "run":
                    last = await Tool.RunAsync(Words.Of(section.Argument), folder.Path, environment, input);
                    input = "";
                    break;
                case "exit":
                    Assert.That(last!.ExitCode, Is.EqualTo(int.Parse(section.Argument, null)), last.Error + last.Output);
                    break;
                case "output":
                    RequireMatch(section.Text, last!.Output, "standard output");
                    break;
                case "error":
                    RequireMatch(section.Text, last!.Error, "standard error");
                    break;
                case "save-output":
                    File.WriteAllText(folder.File(section.Argument), last!.Output);
                    break;
                case "content":
                    RequireMatch(section.Text, File.ReadAllText(folder.File(section.Argument)), section.Argument);
                    break;
                case "files":
                    Assert.That(string.Join(' ', folder.Names), Is.EqualTo(section.Argument));
                    break;
                case "mode":
                    RequireMode(folder, section.Argument);
                    break;
                default:
                    Assert.Fail($"The case has a section '{section.Kind}', which is none.");
                    break;
            }
        }

        Assert.That(last, Is.Not.Null, "The case runs nothing.");
    }

    private static IEnumerable<Case> Cases() => Case.ReadAll(Folder);

    private static void WriteFile(TemporaryFolder folder, Case.Section section)
    {
        string[] words = section.Argument.Split(' ', 2);
        File.WriteAllText(folder.File(words[0]), words is [_, "without-line-break"] ? section.Text.TrimEnd('\n') : section.Text);
    }

    private static void RequireMatch(string expected, string found, string where) =>
        Assert.That(Expectation.Matches(expected, found), Is.True, $"{where} is\n{found}but should be\n{expected}");

    private static void RequireMode(TemporaryFolder folder, string argument)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string[] words = argument.Split(' ');
        Assert.That(Convert.ToString((int)File.GetUnixFileMode(folder.File(words[0])), 8), Is.EqualTo(words[1]));
    }
}
