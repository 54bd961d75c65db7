using System.Collections.Concurrent;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Tokens that differ from valid ones in anything at all: none is accepted, none makes the validator throw.</summary>
[TestFixture]
[Category("Heavy")]
internal sealed class MutationTests
{
    private const int Seed = 7519;
    private const int Workers = 10;
    private const int PerWorker = 15_000;

    /// <summary>What can be wrong with a changed token before its claims are looked at.</summary>
    private static readonly string[] Refusals = ["malformed", "too_long", "algorithm_mismatch", "unknown_key", "unsupported_header", "invalid_signature"];

    private static readonly FixedTimeProvider Clock = new(SamplePolicy.Now);

    [Test]
    public Task Refuses_150_000_changed_HS256_tokens([Values] bool oneTime)
    {
        SigningKey[] keys = [SampleKeys.Hs256, SampleKeys.OtherHs256, SigningKey.Hs256(Secret.FromText(new string('k', 40)), "named")];
        return RefusesChanged(keys, oneTime);
    }

    [Test]
    public Task Refuses_150_000_changed_RS256_tokens([Values] bool oneTime)
    {
        SigningKey[] keys = [SampleKeys.Rs256, SigningKey.Rs256(RsaPrivateKey.Generate()), SampleKeys.Hs256];
        return RefusesChanged(keys, oneTime);
    }

    [Test]
    public async Task Accepts_the_tokens_that_are_changed()
    {
        List<string> codes = [];
        foreach (string token in Tokens(SampleKeys.Hs256, 0).Concat(Tokens(SampleKeys.Rs256, 1)))
        {
            codes.Add(await Verdict.CodeOf(token, SamplePolicy.Make(keys: [SampleKeys.Hs256.VerificationKey, SampleKeys.Rs256.VerificationKey])));
        }

        Assert.That(codes, Has.Count.EqualTo(8).And.All.EqualTo("accepted"));
    }

    /// <param name="keys">The first two are the policy's.</param>
    /// <param name="oneTime">Whether the tokens are used once.</param>
    private static async Task RefusesChanged(SigningKey[] keys, bool oneTime)
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        string[] originals = [.. keys.SelectMany(Tokens)];
        string[] ofThePolicy = [.. keys.Take(2).SelectMany(Tokens)];
        HashSet<string> known = new(originals, StringComparer.Ordinal);
        VerificationKeys accepted = [.. keys.Take(2).Select(static key => key.VerificationKey)];
        JwtValidator validator = new(SamplePolicy.Make(keys: accepted, use: SampleOneTime.UseOf(oneTime)), Clock);
        ConcurrentDictionary<string, int> codes = new(StringComparer.Ordinal);

        await Parallel.ForAsync(0, Workers, async (worker, cancellation) =>
        {
            TokenMutation mutation = new(new Random(Seed + worker), originals);
            for (int i = 0; i < PerWorker; i++)
            {
                string token = mutation.NextUnknown(known);
                codes.AddOrUpdate(await Verdict.OrFault(validator, token, cancellation), 1, static (_, count) => count + 1);
            }
        });

        TestContext.Out.WriteLine(string.Join(", ", codes));
        Assert.That(codes.Values.Sum(), Is.EqualTo(150_000));
        Assert.That(codes.Keys, Is.SubsetOf(Refusals));

        // Enough changes must get as far as the key, or little is proved.
        Assert.That(codes["invalid_signature"], Is.GreaterThan(150_000 / 4));

        // None of the changed ones used up the id of a true one.
        List<string> afterwards = await SampleOneTime.CodesTwice(validator, ofThePolicy);
        Assert.That(afterwards, Has.Count.EqualTo(8).And.All.EqualTo(oneTime ? "accepted, replayed" : "accepted, accepted"));
    }

    /// <summary>Valid tokens of one key and several contents, each with an id of its own.</summary>
    private static IEnumerable<string> Tokens(SigningKey key, int keyNumber)
    {
        JwtDescriptor plain = new() { Lifetime = TimeSpan.FromMinutes(5), Issuer = "cs-1", Audiences = ["orders-api"] };
        JwtDescriptor[] contents =
        [
            plain,
            plain with { Subject = "bob" },
            plain with { Subject = "eve", Claims = new ClaimSet { ["admin"] = true, ["scope"] = "a b" } },
            plain with { Audiences = ["orders-api", "other"], Type = null, Lifetime = TimeSpan.FromDays(1) },
        ];
        return contents.Select((content, number) => Jwt.Sign(content with { TokenId = TokenId.Exactly($"t-{keyNumber}-{number}") }, key, Clock));
    }
}
