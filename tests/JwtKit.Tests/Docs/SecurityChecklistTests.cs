using System.Reflection;
using NUnit.Framework;
using NUnit.Framework.Interfaces;

namespace JwtKit.Tests;

/// <summary>No attack loses its row in docs/security-checklist.md, and no row its tests.</summary>
[TestFixture]
internal sealed class SecurityChecklistTests
{
    /// <summary>The numbers of the attacks that are carried out.</summary>
    public static readonly int[] Attacks = [.. Enumerable.Range(1, 45), 50];

    [Test]
    public void Has_each_attack_in_order() => Assert.That(
        SecurityChecklist.Rows().Select(static row => row.Number), Is.EqualTo(Attacks.Select(static number => $"A{number}")));

    [Test]
    public void Says_of_each_attack_what_it_is_and_what_is_done() => Assert.That(
        SecurityChecklist.Rows().Where(static row => row.Cells.Length != 4 || row.Cells.Any(string.IsNullOrWhiteSpace)).Select(static row => row.Number), Is.Empty);

    [Test]
    public void Names_a_test_for_each_attack() => Assert.That(SecurityChecklist.Rows().Where(static row => row.Tests.Length == 0).Select(static row => row.Number), Is.Empty);

    [Test]
    public void Names_tests_that_are_there() => Assert.That(
        SecurityChecklist.Rows().SelectMany(static row => row.Tests.Where(static test => !SecurityChecklist.IsTest(test)).Select(test => $"{row.Number}: {test}")), Is.Empty);

    /// <summary>What the text of a file says is what the runner finds, at least in this assembly.</summary>
    [Test]
    public void Names_tests_that_the_runner_finds() => Assert.That(
        SecurityChecklist.Rows().SelectMany(static row => row.Tests).Select(static name => name.Split('.'))
            .Where(static name => FixtureOf(name[0]) is { } fixture && !TestsOf(fixture).Any(test => name.Length == 1 || test == name[1]))
            .Select(static name => string.Join('.', name)),
        Is.Empty);

    /// <summary>A test that names an attack is one of its row's, by its own name or with its fixture.</summary>
    [Test]
    public void Each_test_that_names_an_attack_is_in_its_row()
    {
        Dictionary<string, string[]> rows = SecurityChecklist.Rows().ToDictionary(static row => row.Number, static row => row.Tests);
        IEnumerable<string> missing =
            from type in Assembly.GetExecutingAssembly().GetTypes()
            from test in TestsOf(type)
            from part in test.Split('_').TakeWhile(static part => part is ['A', _, ..] && part[1..].All(char.IsAsciiDigit))
            let number = "A" + part[1..].TrimStart('0')
            where !rows.TryGetValue(number, out string[]? named) || !(named.Contains(type.Name) || named.Any(name => name.StartsWith(type.Name + ".", StringComparison.Ordinal)))
            select $"{number}: {type.Name}.{test}";

        Assert.That(missing, Is.Empty);
    }

    [TestCase("SecurityChecklistTests", true)]
    [TestCase("SecurityChecklistTests.Has_each_attack_in_order", true)]
    [TestCase("SecurityChecklistTests.Finds_a_test_and_nothing_else", true)]
    [TestCase("SecurityChecklistTests.Has_no_such_test", false)]
    [TestCase("SecurityChecklistTests.TestsOf", false)]
    [TestCase("SecurityChecklist", false)]
    [TestCase("NoSuchTests", false)]
    public void Finds_a_test_and_nothing_else(string name, bool isFound) => Assert.That(SecurityChecklist.IsTest(name), Is.EqualTo(isFound));

    private static Type? FixtureOf(string name) => Assembly.GetExecutingAssembly().GetTypes().SingleOrDefault(type => type.Name == name);

    private static IEnumerable<string> TestsOf(Type type) => type.GetMethods()
        .Where(static method => method.GetCustomAttributes(inherit: false).Any(static attribute => attribute is ISimpleTestBuilder or ITestBuilder))
        .Select(static method => method.Name);
}
