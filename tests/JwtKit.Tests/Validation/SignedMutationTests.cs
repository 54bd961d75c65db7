using System.Text.Json;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Headers and claims that are damaged and yet rightly signed: the readers behind the signature must not throw either.</summary>
[TestFixture]
[Category("Heavy")]
internal sealed class SignedMutationTests
{
    private const int Seed = 7515;
    private const int Count = 40_000;

    private const string Header = """{"alg":"HS256","typ":"JWT","kid":"2026-01","cty":"JWT"}""";

    private const string Claims =
        """{"iss":"cs-1","sub":"b\u006fb 🙂","aud":["orders-api","b"],"exp":1767225900.5,"nbf":1,"iat":17672256e2,"jti":"t","a":{"b":[1,-2.5e3,true,null,"x\"y"]},"z":{}}""";

    private static readonly FixedTimeProvider Clock = new(SamplePolicy.Now);

    [Test]
    public async Task Answers_with_a_code_for_40_000_damaged_headers_and_claims()
    {
        Dictionary<string, int> codes = await CodesOf(SamplePolicy.Make(requireSubject: true), static _ => { });

        Assert.That(codes.Values.Sum(), Is.EqualTo(Count));
        Assert.That(codes, Does.Not.ContainKey("accepted but unreadable"));
        Assert.That(codes.Keys, Is.SupersetOf(new[] { "accepted", "malformed", "invalid_claims", "invalid_time", "claim_missing", "issuer_mismatch" }));
    }

    [Test]
    public async Task Accepts_each_id_once_among_40_000_damaged_headers_and_claims()
    {
        HashSet<string?> ids = [];
        List<string?> twice = [];
        TokenUse use = TokenUse.OneTime(new InMemoryReplayStore(timeProvider: Clock) { AcceptEarlierTokens = true }, maximumLifetime: TimeSpan.FromDays(366));
        Dictionary<string, int> codes = await CodesOf(SamplePolicy.Make(use: use), token => twice.AddRange(ids.Add(token.TokenId) ? [] : [token.TokenId]));

        Assert.That(twice, Is.Empty);
        Assert.That(codes.Values.Sum(), Is.EqualTo(Count));
        Assert.That(codes, Does.Not.ContainKey("accepted but unreadable"));
        Assert.That(
            codes.Keys,
            Is.SupersetOf(new[] { "accepted", "replayed", "token_id_missing", "lifetime_too_long", "malformed", "invalid_claims", "invalid_time", "expiration_missing" }));
    }

    private static async Task<Dictionary<string, int>> CodesOf(ValidationPolicy policy, Action<ValidatedToken> accept)
    {
        Random random = new(Seed);
        TestContext.Out.WriteLine($"seed {Seed}");
        JwtValidator validator = new(policy, Clock);
        Dictionary<string, int> codes = new(StringComparer.Ordinal);
        for (int i = 0; i < Count; i++)
        {
            bool inHeader = random.Next(4) == 0;
            string token = RawToken.Hs256(
                Damaged(Header, inHeader ? random : null), Damaged(Claims, inHeader ? null : random), SampleKeys.SecretBytes);
            ValidationOutcome outcome = await validator.ValidateAsync(token);
            string code = outcome.Failure?.Code ?? ReadAll(outcome.Token!);
            codes[code] = codes.GetValueOrDefault(code) + 1;
            if (outcome.Succeeded)
            {
                accept(outcome.Token);
            }
        }

        TestContext.Out.WriteLine(string.Join(", ", codes));
        return codes;
    }

    /// <summary>Reads everything a token tells; what was accepted must be readable.</summary>
    private static string ReadAll(ValidatedToken token)
    {
        _ = token.ToClaimsPrincipal();
        _ = (token.Issuer, token.Subject, token.TokenId, token.ExpiresAt, token.NotBefore, token.IssuedAt, token.Audiences);
        return token.TryGetClaim("a", out JsonElement element) && element.ValueKind == JsonValueKind.Undefined ? "accepted but unreadable" : "accepted";
    }

    private static byte[] Damaged(string json, Random? random)
    {
        List<byte> bytes = [.. RawToken.Utf8(json)];
        int changes = random?.Next(1, 4) ?? 0;
        for (int i = 0; i < changes; i++)
        {
            Damage(bytes, random!);
        }

        return [.. bytes];
    }

    private static void Damage(List<byte> bytes, Random random)
    {
        ReadOnlySpan<byte> likely = "{}[]\":,\\u0dDeE+-.1 \n"u8;
        int at = random.Next(bytes.Count);
        switch (random.Next(5))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[at] = likely[random.Next(likely.Length)];
                break;
            case 2:
                bytes.Insert(at, likely[random.Next(likely.Length)]);
                break;
            case 3:
                bytes.RemoveRange(at, Math.Min(random.Next(1, 8), bytes.Count - at - 1));
                break;
            default:
                bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 30), bytes.Count - at)));
                break;
        }
    }
}
