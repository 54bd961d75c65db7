using System.Collections.Concurrent;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Nested tokens that differ from valid ones in anything at all: none is accepted, none makes the validator throw.</summary>
[TestFixture("RSA-OAEP", "A128CBC-HS256")]
[TestFixture("RSA-OAEP", "A128GCM")]
[TestFixture("RSA-OAEP", "A256GCM")]
[TestFixture("RSA-OAEP-256", "A256GCM")]
[TestFixture("RSA1_5", "A128CBC-HS256")]
internal sealed class NestedMutationTests(string algorithm, string cipher)
{
    private const int Seed = 7516;
    private const int Workers = 10;
    private const int PerWorker = 2_000;

    /// <summary>What can be wrong with a changed token before its claims are looked at.</summary>
    private static readonly string[] Refusals =
        ["malformed", "too_long", "algorithm_mismatch", "unknown_key", "unsupported_header", "type_mismatch", "not_encrypted", "decryption_failed"];

    private readonly TestEncryption test = TestEncryption.Wrapping.Single(known => known.KeyManagement.Name == algorithm && known.Content.Name == cipher);

    [Test]
    public async Task Refuses_20_000_changed_nested_tokens()
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        using DecryptionKey key = test.NewDecryptionKey();
        string[] originals = [.. Originals()];
        HashSet<string> known = new(originals, StringComparer.Ordinal);
        JwtValidator validator = new(SampleEncryption.Policy(key), SampleEncryption.Clock);
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
        return contents.Select(content => SampleEncryption.Nested(content, target));
    }
}
