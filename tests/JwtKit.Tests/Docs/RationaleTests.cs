using System.Text.RegularExpressions;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>src/JwtKit/docs/rationale.md names the attacks that the tests carry out.</summary>
[TestFixture]
internal sealed partial class RationaleTests
{
    private const string Page = "src/JwtKit/docs/rationale.md";

    [Test]
    public void Names_each_attack() => Assert.That(NumbersIn(Page), Is.EquivalentTo(SecurityChecklistTests.Attacks));

    [Test]
    public void Each_attack_that_it_names_is_carried_out()
    {
        HashSet<int> tested = [.. RepositoryFolder.Below("tests", "*Tests.cs").SelectMany(NumbersIn)];

        Assert.That(NumbersIn(Page).Except(tested), Is.Empty);
    }

    private static IEnumerable<int> NumbersIn(string file) => RepositoryFolder.ReadLines(file)
        .SelectMany(static line => Number().Matches(line))
        .Select(static match => int.Parse(match.Groups["number"].Value, System.Globalization.CultureInfo.InvariantCulture))
        .Distinct();

    [GeneratedRegex("(?<![A-Za-z0-9_-])A(?<number>[1-9][0-9]?)(?![A-Za-z0-9-])")]
    private static partial Regex Number();
}
