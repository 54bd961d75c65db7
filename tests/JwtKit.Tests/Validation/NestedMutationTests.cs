using System.Collections.Concurrent;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Nested one-time tokens that differ from valid ones in anything at all: none is accepted or recorded, none makes the validator throw.</summary>
[TestFixtureSource(typeof(TestEncryption), nameof(TestEncryption.All))]
internal sealed class NestedMutationTests(TestEncryption test)
{
    private const int Seed = 7516;
    private const int Workers = 10;
    private const int PerWorker = 2_000;

    /// <summary>What can be wrong with a changed token before its claims are looked at.</summary>
    private static readonly string[] Refusals =
        ["malformed", "too_long", "algorithm_mismatch", "unknown_key", "unsupported_header", "type_mismatch", "not_encrypted", "decryption_failed"];

    [Test]
    [Category("Heavy")]
    public async Task Refuses_20_000_changed_nested_tokens()
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        using DecryptionKey key = test.NewDecryptionKey();
        string[] originals = [.. Originals()];
        HashSet<string> known = new(originals, StringComparer.Ordinal);
        JwtValidator validator = new(SamplePolicy.Make(decryptionKeys: [key], use: SampleOneTime.UseOf(oneTime: true)), SampleEncryption.Clock);
        ConcurrentDictionary<string, int> codes = new(StringComparer.Ordinal);

        await Parallel.ForAsync(0, Workers, async (worker, cancellation) =>
        {
            TokenMutation mutation = new(new Random(Seed + worker), originals);
            for (int i = 0; i < PerWorker; i++)
            {
                codes.AddOrUpdate(await Verdict.OrFault(validator, mutation.NextUnknown(known), cancellation), 1, static (_, count) => count + 1);
            }
        });

        TestContext.Out.WriteLine(string.Join(", ", codes));
        Assert.That(codes.Values.Sum(), Is.EqualTo(Workers * PerWorker));
        Assert.That(codes.Keys, Is.SubsetOf(Refusals));

        // Enough changes must get as far as the key, or little is proved.
        Assert.That(codes["decryption_failed"], Is.GreaterThan(Workers * PerWorker / 4));

        // None of the changed ones used up the id of a true one.
        List<string> afterwards = await SampleOneTime.CodesTwice(validator, originals);
        Assert.That(afterwards, Has.Count.EqualTo(4).And.All.EqualTo("accepted, replayed"));
    }

    [Test]
    public async Task Accepts_the_tokens_that_are_changed()
    {
        using DecryptionKey key = test.NewDecryptionKey();
        List<string> codes = [];
        foreach (string token in Originals())
        {
            codes.Add(await Verdict.CodeOf(token, SampleEncryption.Policy(key)));
        }

        Assert.That(codes, Has.Count.EqualTo(4).And.All.EqualTo("accepted"));
    }

    private IEnumerable<string> Originals()
    {
        JwtDescriptor plain = SampleEncryption.Content;
        JwtDescriptor[] contents =
        [
            plain,
            plain with { Subject = "eve", Claims = new ClaimSet { ["admin"] = true } },
            plain with { EncryptionContentType = null },
            plain with { Audiences = ["orders-api", "other"], Type = null, Lifetime = TimeSpan.FromDays(1) },
        ];
        EncryptionTarget target = test.NewTarget();
        return contents.Select((content, number) => SampleEncryption.Nested(content with { TokenId = TokenId.Exactly("t-" + number) }, target));
    }
}
