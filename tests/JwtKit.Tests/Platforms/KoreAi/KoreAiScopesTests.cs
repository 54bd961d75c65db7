using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class KoreAiScopesTests
{
    [Test]
    public void Are_23_different_ones() => Assert.That(KoreAiScopes.All.Select(static scope => scope.Name).Distinct(StringComparer.Ordinal).Count(), Is.EqualTo(23));

    [Test]
    public void Are_all_listed() => Assert.That(
        KoreAiScopes.All,
        Is.EquivalentTo(typeof(KoreAiScopes).GetProperties().Where(static property => property.PropertyType == typeof(KoreAiScope)).Select(static property => property.GetValue(null))));

    [Test]
    public void Have_the_names_of_the_platforms_list() => Assert.That(KoreAiScopes.All.Select(static scope => scope.Name), Is.EqualTo(new[]
    {
        "Intent and Entity Detection",
        "User Engagement Trend",
        "Batch Tests Execution",
        "Batch Tests Management",
        "Chat History",
        "Debug Logs",
        "Bot Export",
        "Import Variables",
        "Export Variables",
        "Proactive Messages",
        "Train ML",
        "Train FAQ",
        "Utterances Import",
        "Utterances Export",
        "Logs History",
        "Bot Sessions",
        "Billing Sessions",
        "Custom Reports",
        "RCS Message Events",
        "Metrics",
        "Manage Knowledge Graph",
        "NLP Configurations",
        "Update FAQs",
    }));

    [TestCase("Intent and Entity Detection", "Assign this scope to allow intent and entity detection from an utterance using secured APIs.")]
    [TestCase("Metrics", "Assign this scope to retrieve Metrics information related to Intents Found, Intents not Found, Failed Tasks, Successful Tasks, and Performance Logs.")]
    [TestCase("Update FAQs", "Assign this scope to update FAQ Responses and FAQ Status.")]
    public void Have_the_descriptions_of_the_platforms_list(string name, string description) =>
        Assert.That(KoreAiScopes.TryFind(name, out KoreAiScope? scope) ? scope.Description : null, Is.EqualTo(description));

    [Test]
    public void Are_each_described() => Assert.That(KoreAiScopes.All.Select(static scope => scope.Description), Is.Unique.And.All.EndsWith("."));

    [TestCase("chat history")]
    [TestCase("Chat History ")]
    [TestCase("")]
    [TestCase(null)]
    public void Are_found_by_their_exact_names_only(string? name) => Assert.That(KoreAiScopes.TryFind(name, out _), Is.False);
}
