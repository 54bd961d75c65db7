using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Few claims are found by comparing, many by hashing; both must find the same.</summary>
[TestFixture]
internal sealed class ClaimTableTests
{
    [Test]
    public void Finds_each_claim([Values(1, 4, 5, 16, 17, 18, 100)] int count)
    {
        ClaimTable table = Filled(count);
        Assert.That(Enumerable.Range(0, count).Select(i => table.IndexOf($"c{i}")), Is.EqualTo(Enumerable.Range(0, count)));
    }

    [Test]
    public void Finds_no_other_claim([Values(0, 16, 17)] int count) => Assert.That(Filled(count).IndexOf("C0"), Is.EqualTo(-1));

    [Test]
    public void Refuses_a_name_that_is_there([Values(16, 17, 18)] int count) => Assert.That(Filled(count).TryAdd("c0", 1), Is.False);

    [Test]
    public void Keeps_the_place_of_a_claim_that_gets_another_value([Values(16, 17)] int count)
    {
        ClaimTable table = Filled(count);
        table.Set("c1", "other");
        Assert.That((table.Count, table.NameAt(1), table.ValueAt(1)), Is.EqualTo((count, "c1", (ClaimValue)"other")));
    }

    [Test]
    public void Copies_are_independent([Values(3, 16, 17)] int count)
    {
        ClaimTable copy = new(Filled(count));
        ClaimTable other = new(copy);
        copy.TryAdd("new", 1);
        Assert.That((other.Count, other.IndexOf("new"), copy.IndexOf("new")), Is.EqualTo((count, -1, count)));
    }

    private static ClaimTable Filled(int count)
    {
        ClaimTable table = new();
        for (int i = 0; i < count; i++)
        {
            table.TryAdd($"c{i}", i);
        }

        return table;
    }
}
