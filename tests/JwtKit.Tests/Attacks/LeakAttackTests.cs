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
        Case("replay scope with half of a surrogate pair", static () => TokenUse.OneTime(new InMemoryReplayStore(), ClaimMark + "\ud800")),
        Case("token id with half of a surrogate pair", static () => ReplayId.Create(ClaimMark, ClaimMark + "\ud800")),
        Case("one-time tokens without end", static () => _ = new JwtValidator(SamplePolicy.Make(
            issuer: ClaimMark, allowUnlimitedLifetime: true, use: TokenUse.OneTime(new InMemoryReplayStore(), ClaimMark)))),
        Case("shared key that fits no cipher", static () => EncryptionKey.Direct(Secret.FromText(SecretText[..21])).Using(ContentEncryption.A256Gcm)),
        Case("shared key of another cipher", static () => EncryptionKey.Direct(Secret.FromText(SecretText[..32])).Using(ContentEncryption.A128Gcm)),
        Case("private key to encrypt with", static () => EncryptionKey.RsaOaep(RsaPublicKey.FromPem(SampleKeys.RsaPrivatePem))),
        Case("disposed encryption key", static () =>
        {
            EncryptionKey key = EncryptionKey.Direct(Secret.FromText(SecretText[..32]));
            EncryptionTarget target = key.Using(ContentEncryption.A256Gcm);
            key.Dispose();
            Jwt.SignAndEncrypt(new JwtDescriptor { Lifetime = TimeSpan.FromMinutes(5), Subject = ClaimMark }, SampleKeys.Hs256, target, Clock);
        }),
        Case("disposed decryption key of a policy", static () =>
        {
            DecryptionKey key = DecryptionKey.Direct(Secret.FromText(SecretText[..32]));
            JwtValidator validator = new(SamplePolicy.Make(decryptionKeys: [key]), Clock);
            key.Dispose();
            validator.ValidateAsync(Encrypted(Valid)).AsTask().GetAwaiter().GetResult();
        }),
        Case("decryption keys of the same name", static () => _ = new JwtValidator(SamplePolicy.Make(decryptionKeys:
            [DecryptionKey.Direct(Secret.FromText(SecretText[..32]), "a"), DecryptionKey.Direct(Secret.FromText(SecretText[..32]), "a")]))),
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

    /// <summary>Tokens under a policy for encrypted ones, with the key <see cref="SecretText"/> begins with.</summary>
    private static TestCaseData[] RefusedEncryptedTokens =>
    [
        Refused("signed only", "not_encrypted", Valid),
        Refused("changed tag", "decryption_failed", WithChangedTag(Encrypted(Valid))),
        Refused("longer tag", "decryption_failed", Encrypted(Valid) + "AAAA"),
        Refused("another key", "decryption_failed", SampleEncryption.Around(Valid)),
        Refused("claim inside", "malformed", Encrypted(ClaimMark)),
        Refused("secret inside", "malformed", Encrypted(SecretText)),
        Refused("encrypted twice", "malformed", Encrypted(Encrypted(Valid))),
        Refused("inner signature", "invalid_signature", Encrypted(RawToken.Hs256(RawToken.Utf8(RawToken.Hs256Header), RawToken.Utf8($$"""{"sub":"{{ClaimMark}}"}"""), new byte[32]))),
        Refused("inner claims", "invalid_claims", Encrypted(RawToken.WithPayload($$"""{"sub":["{{ClaimMark}}"]}"""))),
        Refused("inner exp", "expired", Encrypted(RawToken.WithPayload($$"""{"iss":"cs-1","aud":"orders-api","exp":1,"sub":"{{ClaimMark}}","jti":"{{ClaimMark}}"}"""))),
        Refused("outer typ", "type_mismatch", Jwe.Encrypt(RawToken.Utf8(Valid), Target, "at+jwt", "JWT")),
        Refused("outer cty", "type_mismatch", Jwe.Encrypt(RawToken.Utf8(Valid), Target, "JWT", "text/plain")),
        Refused("outer alg", "algorithm_mismatch", SampleEncryption.Nested()),
    ];

    /// <summary>Stores for a token whose issuer, subject and id are to be seen nowhere.</summary>
    private static TestCaseData[] RefusingStores =>
    [
        Refused("used", "replayed", new TestReplayStore(ReplayOutcome.AlreadyRecorded)),
        Refused("full", "replay_store_full", new TestReplayStore(ReplayOutcome.Full)),
        Refused("no answer", "replay_store_unavailable", new TestReplayStore(ReplayOutcome.Unavailable)),
        Refused("store that throws", "replay_store_unavailable", new TestReplayStore(static _ => throw new TimeoutException("away"))),
        Refused("store that forgot", "expired", new TestReplayStore(ReplayOutcome.Expired)),
        Refused("restart", "issued_before_start", SampleOneTime.NewStore(SamplePolicy.Now.AddHours(1))),
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

    [TestCaseSource(nameof(RefusedEncryptedTokens))]
    public async Task A26_Tells_nothing_secret_in_a_failure_of_an_encrypted_token(string code, string token)
    {
        TokenFailure failure = await Verdict.FailureOf(token, SamplePolicy.Make(decryptionKeys: [DecryptionKey.Direct(Secret.FromText(SecretText[..32]))]));

        Assert.That(failure.Code, Is.EqualTo(code));
        Assert.That(
            ObjectGraph.TextsOf(failure),
            Is.Not.Empty.And.None.Matches<string>(text => IsSecret(text) || token.Split('.').Any(part => part.Length > 0 && text.Contains(part, StringComparison.Ordinal))));
    }

    [TestCaseSource(nameof(RefusingStores))]
    public async Task A26_Tells_nothing_of_a_one_time_token_in_a_failure(string code, IReplayStore store)
    {
        string token = RawToken.WithMember($"\"sub\":\"{ClaimMark}\",\"jti\":\"{ClaimMark}\",\"iat\":1767225600");
        ValidationOutcome outcome = await Verdict.Of(token, SampleOneTime.Policy(store, scope: ClaimMark));

        Assert.That(outcome.Failure?.Code, Is.EqualTo(code));
        Assert.That(ObjectGraph.TextsOf(outcome), Is.Not.Empty.And.None.Matches<string>(IsSecret));
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
            ReplayId.Create(ClaimMark, ClaimMark).ToString(),
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

    private static EncryptionTarget Target => EncryptionKey.Direct(Secret.FromText(SecretText[..32])).Using(ContentEncryption.A256Gcm);

    private static string Encrypted(string inside) => Jwe.Encrypt(RawToken.Utf8(inside), Target, "JWT", "JWT");

    private static string WithChangedTag(string token)
    {
        int tag = token.LastIndexOf('.') + 1;
        return $"{token[..tag]}{(token[tag] == 'A' ? 'B' : 'A')}{token[(tag + 1)..]}";
    }

    private static TestCaseData Refused(string name, string code, object refused) => new TestCaseData(code, refused).SetArgDisplayNames(name);

    private static void Sign(JwtDescriptor descriptor) => Jwt.Sign(descriptor, SampleKeys.Hs256, Clock);

    private static TestCaseData Case(string name, Action provoke) => new TestCaseData(provoke).SetArgDisplayNames(name);
}
