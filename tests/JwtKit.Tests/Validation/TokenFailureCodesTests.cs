using System.Reflection;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Each failure provoked once, with all that it says.</summary>
[TestFixture]
internal sealed class TokenFailureCodesTests
{
    private static TestCaseData[] Provoked =>
    [
        Case(
            "malformed",
            "The text is not a token: three base64url segments with dots between them for a signed one, five for an encrypted one, the first a strict JSON header.",
            null,
            null,
            "no token"),
        Case("too_long", "The text is longer than the policy allows; nothing of it was looked at.", null, null, new string('a', 16385)),
        Case("unsupported_header", "The header demands something that JwtKit refuses (crit, b64 or zip).", null, null, RawToken.WithHeader("""{"alg":"HS256","crit":["exp"]}""")),
        Case("algorithm_mismatch", "The header's alg is that of none of the policy's keys.", "HS256", "HS384", RawToken.WithHeader("""{"alg":"HS384"}""")),
        Case(
            "invalid_signature",
            "The signature is not that of the key. For HMAC, check first whether both sides take the secret in the same encoding.",
            null,
            null,
            RawToken.WithMember("\"a\":1") + "AA"),
        Case("type_mismatch", "The token is of another kind (typ) than expected.", "JWT or none", "at+jwt", RawToken.WithHeader("""{"alg":"HS256","typ":"at+jwt"}""")),
        Case(
            "invalid_claims",
            "The claims are not one strict JSON object with iss, sub, jti as text and aud as text or an array of text.",
            null,
            null,
            RawToken.WithMember("\"sub\":1")),
        Case(
            "invalid_time",
            "exp, nbf or iat is not a number of seconds between 1970 and 9999; milliseconds or text are usual mistakes.",
            null,
            null,
            RawToken.WithMember("\"nbf\":\"now\"")),
        Case("expiration_missing", "The token has no exp.", null, null, RawToken.WithPayload("""{"iss":"cs-1","aud":"orders-api"}""")),
        Case(
            "expired",
            "The token has expired.",
            "now 2026-01-01T00:00:00Z",
            "2025-12-31T23:59:30Z",
            RawToken.WithPayload("""{"iss":"cs-1","aud":"orders-api","exp":1767225570}""")),
        Case("not_yet_valid", "The token is not valid yet.", "now 2026-01-01T00:00:00Z", "2026-01-01T00:00:31Z", RawToken.WithMember("\"nbf\":1767225631")),
        Case(
            "issued_in_future",
            "The token says that it was issued in the future.",
            "now 2026-01-01T00:00:00Z",
            "2026-01-01T00:00:31Z",
            RawToken.WithMember("\"iat\":1767225631")),
        Case(
            "issuer_mismatch",
            "The issuer is missing or is not the expected one.",
            "cs-1",
            "cs-2",
            RawToken.WithPayload("""{"iss":"cs-2","aud":"orders-api","exp":1767225900}""")),
        Case(
            "audience_mismatch",
            "The token is not for the expected audience.",
            "orders-api",
            "other-api",
            RawToken.WithPayload("""{"iss":"cs-1","aud":["other-api","b"],"exp":1767225900}""")),
        Case("encrypted", "The token is encrypted; the policy has no key to open it.", null, null, RawToken.Encode("""{"alg":"dir","enc":"A128GCM"}""") + "..AA.AA.AA"),
    ];

    /// <summary>Those of one-time tokens and of fetched keys, each with a store and keys that bring it about.</summary>
    private static TestCaseData[] ProvokedUnderOwnPolicies =>
    [
        Case(
            "token_id_missing",
            "The token has no jti, without which it cannot be used just once.",
            RawToken.WithPayload(RawToken.Payload),
            SampleOneTime.Policy()),
        Case("lifetime_too_long", "The token lives longer than one-time tokens may.", SampleOneTime.Token(expires: 1767229201), SampleOneTime.Policy()),
        Case("replayed", "The token was used before.", SampleOneTime.Token(), SampleOneTime.Policy(StoreWith("t-1"))),
        Case(
            "issued_before_start",
            "The token may have been used before the replay store was made, which then would not know.",
            SampleOneTime.Token(),
            SampleOneTime.Policy(SampleOneTime.NewStore(SamplePolicy.Now.AddSeconds(1)))),
        Case(
            "replay_store_full",
            "The replay store is full of tokens that are alive, and forgets none of them.",
            SampleOneTime.Token(),
            SampleOneTime.Policy(StoreWith("other"))),
        Case(
            "replay_store_unavailable",
            "The replay store did not say that the token is used for the first time.",
            SampleOneTime.Token(),
            SampleOneTime.Policy(new DelegateReplayStore(static (_, _, _) => throw new TimeoutException(), new FixedTimeProvider(SamplePolicy.Now)))),
        Case(
            "keys_unavailable",
            "No keys could be fetched to check the signature with.",
            SampleOneTime.Token(),
            SamplePolicy.Make(keys: new TestFetchedKeys(null))),
    ];

    [TestCaseSource(nameof(Provoked))]
    public async Task Says_what_is_wrong(string code, string description, string? expected, string? found, string token)
    {
        TokenFailure failure = await Verdict.FailureOf(token);

        Assert.That(
            (failure.Code, failure.Description, failure.Expected, failure.Found), Is.EqualTo((code, description, expected, found)));
    }

    [TestCaseSource(nameof(ProvokedUnderOwnPolicies))]
    public async Task Says_what_is_wrong_under_its_own_policy(string code, string description, string token, ValidationPolicy policy)
    {
        TokenFailure failure = await Verdict.FailureOf(token, policy);

        Assert.That(
            (failure.Code, failure.Description, failure.Expected, failure.Found), Is.EqualTo((code, description, (string?)null, (string?)null)));
    }

    [Test]
    public async Task Says_that_a_required_claim_is_missing()
    {
        TokenFailure failure = await Verdict.FailureOf(RawToken.WithMember("\"a\":1"), SamplePolicy.Make(requireSubject: true));

        Assert.That(
            (failure.Code, failure.Description, failure.Expected, failure.Found),
            Is.EqualTo(("claim_missing", "A claim that the policy requires is missing.", (string?)null, (string?)null)));
    }

    [Test]
    public async Task Says_that_a_key_is_unknown()
    {
        ValidationPolicy policy = SamplePolicy.Make(keys: [SampleKeys.NamedHs256.VerificationKey, VerificationKey.Hs256(Secret.Generate(), "2026-02")]);
        TokenFailure failure = await Verdict.FailureOf(RawToken.WithHeader("""{"alg":"HS256","kid":"2025-12"}"""), policy);

        Assert.That(
            (failure.Code, failure.Description, failure.Expected, failure.Found),
            Is.EqualTo(("unknown_key", "The header's kid names none of the policy's keys.", "2026-01 or 2026-02", "2025-12")));
    }

    [Test]
    public async Task Says_that_a_key_id_is_too_long()
    {
        TokenFailure failure = await Verdict.FailureOf(RawToken.WithHeader($$"""{"alg":"HS256","kid":"{{new string('k', 257)}}"}"""));

        Assert.That(
            (failure.Code, failure.Description, failure.Expected, failure.Found),
            Is.EqualTo(("unknown_key", "The key id is longer than any key's.", (string?)null, (string?)null)));
    }

    [Test]
    public async Task Says_that_no_policy_is_known()
    {
        JwtValidator validator = new(new SamplePolicySource(static _ => null), new FixedTimeProvider(SamplePolicy.Now));
        TokenFailure failure = (await validator.ValidateAsync(RawToken.WithMember("\"a\":1"))).Failure!;

        Assert.That(
            (failure.Code, failure.Description, failure.Expected, failure.Found),
            Is.EqualTo(("no_policy", "No policy is known for such a token.", (string?)null, (string?)null)));
    }

    [Test]
    public async Task Says_that_a_content_type_is_wrong()
    {
        TokenFailure failure = await Verdict.FailureOf(RawToken.WithHeader("""{"alg":"HS256","cty":"text/plain"}"""));

        Assert.That(
            (failure.Code, failure.Description, failure.Expected, failure.Found),
            Is.EqualTo(("type_mismatch", "The token's content is of another kind (cty) than claims.", "JWT or none", "text/plain")));
    }

    [Test]
    public async Task Says_that_a_token_is_not_encrypted()
    {
        TokenFailure failure = await Verdict.FailureOf(RawToken.WithPayload(RawToken.Payload), SampleEncryption.Policy());

        Assert.That(
            (failure.Code, failure.Description, failure.Expected, failure.Found),
            Is.EqualTo(("not_encrypted", "The token is signed only; the policy takes encrypted ones.", (string?)null, (string?)null)));
    }

    [Test]
    public async Task Says_that_a_token_cannot_be_decrypted_and_nothing_else()
    {
        string token = SampleEncryption.Nested() + "AAAA";
        TokenFailure failure = await Verdict.FailureOf(token, SampleEncryption.Policy());

        Assert.That(
            (failure.Code, failure.Description, failure.Expected, failure.Found),
            Is.EqualTo(("decryption_failed", "The token could not be decrypted.", (string?)null, (string?)null)));
    }

    [Test]
    public void Provokes_each_code_here()
    {
        IEnumerable<string> codes = typeof(TokenFailureCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (string)field.GetValue(null)!);
        IEnumerable<string> provoked = Provoked.Concat(ProvokedUnderOwnPolicies).Select(static test => (string)test.Arguments[0]!);

        Assert.That(codes, Is.EquivalentTo(provoked.Concat(["claim_missing", "unknown_key", "too_many_keys", "no_policy", "not_encrypted", "decryption_failed"])));
    }

    private static TestCaseData Case(string code, string description, string? expected, string? found, string token) =>
        new TestCaseData(code, description, expected, found, token).SetArgDisplayNames(code);

    private static TestCaseData Case(string code, string description, string token, ValidationPolicy policy) =>
        new TestCaseData(code, description, token, policy).SetArgDisplayNames(code);

    /// <summary>A store with room for one token, which it has.</summary>
    private static InMemoryReplayStore StoreWith(string tokenId)
    {
        InMemoryReplayStore store = new(capacity: 1, new FixedTimeProvider(SamplePolicy.Now));
        _ = store.TryRecordAsync(ReplayId.Create("cs-1", tokenId), SampleOneTime.End, default).AsTask().Result;
        return store;
    }
}
