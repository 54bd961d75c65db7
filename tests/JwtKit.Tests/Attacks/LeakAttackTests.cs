using System.Security.Cryptography;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A26: faults that carry key, token or MAC to whoever logs them.</summary>
[TestFixture]
internal sealed class LeakAttackTests
{
    private const string SecretMark = "s3cr3t-mark";
    private const string SecretText = SecretMark + "-0123456789-0123456789-0123456789-0123456789-0123456789";
    private const string ClaimMark = "claim-mark";

    private static readonly FixedTimeProvider Clock = new(SamplePolicy.Now);

    private static readonly string Valid =
        RawToken.Hs256(RawToken.Utf8(RawToken.Hs256Header), RawToken.Utf8(RawToken.OpenPayload + $",\"sub\":\"{ClaimMark}\"}}"), RawToken.Utf8(SecretText));

    private static TestCaseData[] Faults =>
    [
        Case("short secret", static () => SigningKey.Hs512(Secret.FromText(SecretText[..20]))),
        Case("not base64", static () => Secret.FromBase64(SecretText)),
        Case("not base64url", static () => Secret.FromBase64Url(SecretText + "!")),
        Case("not hexadecimal", static () => Secret.FromHex(SecretText)),
        Case("half of a surrogate pair in a secret", static () => Secret.FromText(SecretText + "\ud800")),
        Case("secret taken over", static () =>
        {
            Secret secret = Secret.FromText(SecretText);
            SigningKey.Hs256(secret);
            SigningKey.Hs256(secret);
        }),
        Case("private key as a secret", static () => SigningKey.Hs256(Secret.FromText(SampleKeys.RsaPrivatePem))),
        Case("private key as a public one", static () => RsaPublicKey.FromPem(SampleKeys.RsaPrivatePem)),
        Case("damaged private key", static () => RsaPrivateKey.FromPem(SampleKeys.RsaPrivatePem.Remove(100, 4))),
        Case("private key cut short", static () => RsaPrivateKey.FromPem(SampleKeys.RsaPrivatePem[..500] + "\n-----END PRIVATE KEY-----")),
        Case("private key twice", static () => RsaPrivateKey.FromPem(SampleKeys.RsaPrivatePem + "\n" + SampleKeys.RsaPrivatePem)),
        Case("secret as a PEM", static () => RsaPrivateKey.FromPem(SecretText)),
        Case("secret as a key id", static () => SigningKey.Hs256(Secret.Generate(), SecretText + "\n")),
        Case("disposed key", static () =>
        {
            SigningKey key = SigningKey.Hs256(Secret.FromText(SecretText));
            key.Dispose();
            Jwt.Sign(new JwtDescriptor { Lifetime = TimeSpan.FromMinutes(5), Subject = ClaimMark }, key, Clock);
        }),
        Case("disposed key of a policy", static () =>
        {
            VerificationKey key = VerificationKey.Hs256(Secret.FromText(SecretText));
            JwtValidator validator = new(SamplePolicy.Make(keys: [key]), Clock);
            key.Dispose();
            validator.ValidateAsync(Valid).AsTask().GetAwaiter().GetResult();
        }),
        Case("keys of the same name", static () => _ = new JwtValidator(SamplePolicy.Make(keys:
            [VerificationKey.Hs256(Secret.FromText(SecretText), "a"), VerificationKey.Hs256(Secret.FromText(SecretText), "a")]))),
        Case("lifetime too long", static () => Sign(new JwtDescriptor { Lifetime = TimeSpan.MaxValue, Subject = ClaimMark, Claims = { ["a"] = ClaimMark } })),
        Case("platform's rule", static () => Sign(KoreAi.UserToken("cs-1", ClaimMark) with { Lifetime = TimeSpan.FromDays(1) })),
        Case("address as identifier", static () => Sign(Ccai.UserToken("ACME", ClaimMark + "@example.com"))),
        Case("number as identifier", static () => Sign(Ccai.UserToken("ACME", "+" + ClaimMark))),
        Case("claim twice", static () => new ClaimSet { ["a"] = ClaimMark }.Add("a", ClaimMark)),
        Case("raw claim", static () => new ClaimSet().Add("sub", ClaimMark)),
        Case("half of a surrogate pair in a claim", static () => new ClaimSet().Add("a", ClaimMark + "\ud800")),
        Case("claim that is not strict", static () => new ClaimSet().Add("a", System.Text.Json.JsonElement.Parse($$"""{"a":"{{ClaimMark}}","a":1}"""))),
        Case("token id too long", static () => TokenId.Exactly(ClaimMark + new string('x', 300))),
        Case("claim that is no text", static () => Verdict.TokenOf(
            RawToken.WithMember($"\"sub\":\"{ClaimMark}\",\"a\":1")).GetAwaiter().GetResult().GetRequiredString("a")),
    ];

    private static TestCaseData[] RefusedTokens =>
    [
        .. new[]
        {
            Valid[..^1] + (Valid[^1] == 'A' ? 'E' : 'A'),
            Valid + "A",
            Valid[..^5],
            Valid + ".",
            Valid[..Valid.LastIndexOf('.')] + ".",
            "x" + Valid,
            RawToken.Hs256("""{"alg":"HS512"}""", $$"""{"sub":"{{ClaimMark}}"}"""),
            RawToken.WithPayload($$"""{"iss":"cs-1","aud":"orders-api","exp":1,"sub":"{{ClaimMark}}","jti":"{{ClaimMark}}"}"""),
            RawToken.WithPayload($$"""{"iss":"cs-1","aud":"orders-api","exp":"{{ClaimMark}}"}"""),
            RawToken.WithPayload($$"""{"iss":"other","sub":"{{ClaimMark}}"}"""),
            RawToken.WithPayload($$"""{"iss":"cs-1","aud":"other","sub":"{{ClaimMark}}"}"""),
            RawToken.WithPayload($$"""{"sub":["{{ClaimMark}}"]}"""),
        }.Select(static token => new TestCaseData(token)),
    ];

    [TestCaseSource(nameof(Faults))]
    public void A26_Tells_nothing_secret_in_an_exception(Action provoke)
    {
        Exception? fault = Assert.Catch(() => provoke());

        Assert.That(ObjectGraph.TextsOf(fault!), Is.Not.Empty.And.None.Matches<string>(IsSecret));
    }

    [TestCaseSource(nameof(RefusedTokens))]
    public async Task A26_Tells_nothing_secret_in_a_failure(string token)
    {
        ValidationPolicy policy = SamplePolicy.Make(keys: [SampleKeys.Hs256.VerificationKey, VerificationKey.Hs256(Secret.FromText(SecretText))]);
        TokenFailure failure = await Verdict.FailureOf(token, policy);

        Assert.That(
            ObjectGraph.TextsOf(failure),
            Is.Not.Empty.And.None.Matches<string>(text => IsSecret(text) || token.Split('.').Any(part => part.Length > 0 && text.Contains(part, StringComparison.Ordinal))));
    }

    [TestCase(SecretMark, true)]
    [TestCase("the CLAIM-MARK there", true)]
    [TestCase("an ordinary text", false)]
    public void Finds_what_is_secret(string text, bool isSecret) => Assert.That(IsSecret(text), Is.EqualTo(isSecret));

    [Test]
    public void Finds_a_secret_behind_several_exceptions()
    {
        Exception inner = new ArgumentOutOfRangeException("p", RawToken.Utf8(SecretText), "m");

        Assert.That(ObjectGraph.TextsOf(new AggregateException(new InvalidOperationException("m", inner))), Has.Some.Matches<string>(IsSecret));
    }

    [Test]
    public void Finds_a_secret_in_the_data_of_an_exception()
    {
        InvalidOperationException fault = new("m");
        fault.Data["key"] = SecretText;

        Assert.That(ObjectGraph.TextsOf(fault), Has.Some.Matches<string>(IsSecret));
    }

    private static bool IsSecret(string text)
    {
        string[] marks =
        [
            SecretMark,
            ClaimMark,
            Convert.ToHexString(RawToken.Utf8(SecretMark)),
            Convert.ToBase64String(RawToken.Utf8(SecretMark))[..14],
            SampleKeys.RsaPrivatePem.Split('\n')[5],
            Convert.ToHexString(PrivateExponent.AsSpan(0, 16)),
            Valid.Split('.')[1],
            Valid.Split('.')[2],
        ];
        return marks.Any(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase));
    }

    private static byte[] PrivateExponent
    {
        get
        {
            using RSA rsa = SampleKeys.CreateRsa();
            return rsa.ExportParameters(includePrivateParameters: true).D!;
        }
    }

    private static void Sign(JwtDescriptor descriptor) => Jwt.Sign(descriptor, SampleKeys.Hs256, Clock);

    private static TestCaseData Case(string name, Action provoke) => new TestCaseData(provoke).SetArgDisplayNames(name);
}
