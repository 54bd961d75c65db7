using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class KoreAiAppGrantsTests
{
    private static readonly KoreAiAppGrants Grants = new()
    {
        Scopes = [KoreAiScopes.ChatHistory],
        ArePublished = true,
        Tables = new Dictionary<string, KoreAiTableAccess>(StringComparer.OrdinalIgnoreCase) { ["orders"] = KoreAiTableAccess.Read | KoreAiTableAccess.Write },
        Views = new Dictionary<string, KoreAiTableAccess> { ["late"] = KoreAiTableAccess.Read },
    };

    [Test]
    public void Allow_a_scope_that_is_associated_and_published() => Assert.That(Grants.Allows(KoreAiScopes.ChatHistory), Is.True);

    [Test]
    public void Refuse_a_scope_that_is_not_associated() => Assert.That(Grants.Allows(KoreAiScopes.DebugLogs), Is.False);

    [Test]
    public void Refuse_each_scope_before_it_is_published() => Assert.That(new KoreAiAppGrants { Scopes = KoreAiScopes.All }.Allows(KoreAiScopes.ChatHistory), Is.False);

    [TestCase("orders", KoreAiTableAccess.Read, ExpectedResult = true)]
    [TestCase("orders", KoreAiTableAccess.Write, ExpectedResult = true)]
    [TestCase("orders", KoreAiTableAccess.Read | KoreAiTableAccess.Write, ExpectedResult = true)]
    [TestCase("orders", KoreAiTableAccess.Delete, ExpectedResult = false)]
    [TestCase("orders", KoreAiTableAccess.All, ExpectedResult = false)]
    [TestCase("orders", KoreAiTableAccess.None, ExpectedResult = false)]
    [TestCase("Orders", KoreAiTableAccess.Read, ExpectedResult = false)]
    [TestCase("late", KoreAiTableAccess.Read, ExpectedResult = false)]
    public bool Allow_on_a_table_what_is_granted_on_it(string table, KoreAiTableAccess access) => Grants.AllowsTable(table, access);

    [TestCase("late", KoreAiTableAccess.Read, ExpectedResult = true)]
    [TestCase("late", KoreAiTableAccess.Write, ExpectedResult = false)]
    [TestCase("orders", KoreAiTableAccess.Read, ExpectedResult = false)]
    public bool Allow_on_a_view_what_is_granted_on_it(string view, KoreAiTableAccess access) => Grants.AllowsView(view, access);

    [Test]
    public void Allow_nothing_by_default() => Assert.That(
        (KoreAiAppGrants.None.Allows(KoreAiScopes.ChatHistory), KoreAiAppGrants.None.AllowsTable("orders", KoreAiTableAccess.Read)), Is.EqualTo((false, false)));

    [Test]
    public void Are_a_copy()
    {
        Dictionary<string, KoreAiTableAccess> tables = [];
        KoreAiAppGrants grants = new() { Tables = tables };
        tables["orders"] = KoreAiTableAccess.All;

        Assert.That(grants.AllowsTable("orders", KoreAiTableAccess.Read), Is.False);
    }
}
