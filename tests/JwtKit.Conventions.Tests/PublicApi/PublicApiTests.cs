using NUnit.Framework;

namespace JwtKit.Conventions.Tests.PublicApi;

/// <summary>What the packages let others use stands in the files beside this one, so that nobody changes it unawares.</summary>
[TestFixture]
internal sealed class PublicApiTests
{
    private const string Command = "JWTKIT_WRITE_DOCS=1 dotnet test tests/JwtKit.Conventions.Tests --filter FullyQualifiedName~PublicApiTests";

    private static IEnumerable<string> Libraries => Packages.Names.Except([Packages.CommandLine]);

    [TestCaseSource(nameof(Libraries))]
    public void Is_what_the_file_says(string package)
    {
        string file = Packages.PathOf("tests", "JwtKit.Conventions.Tests", "PublicApi", package + ".txt");
        string[] found = [.. ApiText.LinesOf(Packages.Assembly(package))];
        if (Environment.GetEnvironmentVariable("JWTKIT_WRITE_DOCS") == "1")
        {
            File.WriteAllText(file, string.Join('\n', found) + "\n");
        }

        string[] written = File.Exists(file) ? File.ReadAllLines(file) : [];
        Assert.That(FirstDifference(written, found), Is.Null, "The public API of " + package + " is another than its file says. If that is meant: " + Command);
    }

    [Test]
    public void Names_a_member_that_was_added_or_removed_or_changed() => Assert.That(
        new[] { FirstDifference(["a", "c"], ["a", "b", "c"]), FirstDifference(["a", "b"], ["a"]), FirstDifference(["a: int"], ["a: long"]), FirstDifference(["a"], ["a"]) },
        Is.EqualTo(new[] { "line 2: + b", "line 2: - b", "line 1: - a: int\n        + a: long", null }));

    [TestCase("JwtKit.JwtDescriptor (sealed record) : System.IEquatable<JwtDescriptor>")]
    [TestCase("JwtKit.JwtDescriptor.Lifetime: required TokenLifetime { get; init; }")]
    [TestCase("JwtKit.JwtDescriptor.Subject: string? { get; init; }")]
    [TestCase("JwtKit.JwtValidator.ValidateAsync(string? token, System.Threading.CancellationToken cancellationToken = default): System.Threading.Tasks.ValueTask<ValidationOutcome>")]
    [TestCase("JwtKit.IPolicySource.FindAsync(TokenHint hint, System.Threading.CancellationToken cancellationToken): System.Threading.Tasks.ValueTask<ValidationPolicy?>")]
    [TestCase("JwtKit.Jws.TryVerify(string? token, VerificationKey key, [NotNullWhen(true)] out byte[]? payload, int maximumLength = 16384): static bool")]
    [TestCase("JwtKit.TokenFailureCodes.Expired: const string = \"expired\"")]
    [TestCase("JwtKit.ReplayOutcome.Recorded = 1")]
    [TestCase("JwtKit.KeyRing<T>.Find(string keyId): T?")]
    [TestCase("JwtKit.ClaimValue.op_Implicit(string value): static ClaimValue")]
    [TestCase("JwtKit.KeyRing<T> (sealed class) where T : class, IIdentifiedKey")]
    public void Says_all_of_a_member(string line) => Assert.That(ApiText.LinesOf(Packages.Assembly(Packages.Core)), Has.Member(line));

    /// <summary>Null where there is none.</summary>
    private static string? FirstDifference(string[] written, string[] found)
    {
        int at = Enumerable.Range(0, Math.Max(written.Length, found.Length)).FirstOrDefault(line => written.ElementAtOrDefault(line) != found.ElementAtOrDefault(line), -1);
        if (at < 0)
        {
            return null;
        }

        bool isNew = at < found.Length && !written.Contains(found[at]), isGone = at < written.Length && !found.Contains(written[at]);
        string added = isNew ? "+ " + found[at] : "", removed = isGone ? "- " + written[at] : "";
        return $"line {at + 1}: {removed}{(isNew && isGone ? "\n        " : "")}{added}";
    }
}
