using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>How often a bad entry is tried.</summary>
[TestFixture]
internal sealed class EntryAttemptsTests
{
    private const int Looks = 100;

    private static readonly EntryKey Entry = EntryKey.Issuer("own");
    private static readonly EntrySettings Settings = EntrySettings.Of(new IssuerOptions(), static _ => null);

    [TestCase(true, 30)]
    [TestCase(false, 32)]
    public void Tries_a_bad_entry_so_often_in_100_looks(bool isWatched, int expected)
    {
        int tried = 0;
        Look(isWatched, () => tried++);

        Assert.That(tried, Is.EqualTo(expected));
    }

    [TestCase(true, false)]
    [TestCase(false, true)]
    public void Is_due_after_100_looks_where_nobody_watches_its_files(bool isWatched, bool expected) => Assert.That(Look(isWatched).IsDue, Is.EqualTo(expected));

    [Test]
    public void Names_the_faults_of_an_entry_that_it_does_not_try() =>
        Assert.That(new EntryAttempts().Try(Look(isWatched: true), Entry, Settings, isWatched: true, static () => []), Is.EqualTo(new[] { "bad" }));

    [Test]
    public void Tries_an_entry_that_has_changed() => Assert.That(
        new EntryAttempts().Try(Look(isWatched: true), Entry, EntrySettings.Of(new IssuerOptions { KeyId = "k2" }, static _ => null), isWatched: true, static () => []), Is.Empty);

    private static EntryAttempts Look(bool isWatched, Action? tried = null)
    {
        EntryAttempts last = new();
        for (int look = 0; look < Looks; look++)
        {
            EntryAttempts next = new();
            next.Try(last, Entry, Settings, isWatched, () =>
            {
                tried?.Invoke();
                return ["bad"];
            });
            last = next;
        }

        return last;
    }
}
