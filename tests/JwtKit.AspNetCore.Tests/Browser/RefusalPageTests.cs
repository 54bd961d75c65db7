using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.Browser;

/// <summary>Each refusal of the page, provoked.</summary>
[TestFixture]
internal sealed class RefusalPageTests() : PageTests("refusals")
{
    private const string NotGranted = "The app is not granted what this API needs: a scope that is associated and published, or access to the table or view.";

    private static readonly Dictionary<string, (string Status, string Message)> Expected = new()
    {
        ["sdk: exp two hours ahead, with a jti"] = Unverified("""if \"jti\" claim \"exp\" must be <= 1 hour(s)"""),
        ["sdk: The same jti twice"] = Unverified("possibly a replay"),
        ["sdk: A new jti, the same kore_jti"] = Unverified("possibly a replay"),
        ["sdk: No jti, though enforced"] = Unverified("The token has no jti, without which it cannot be used just once."),
        ["sdk: Signed only, though JWE is enforced"] = Unverified("The token is signed only; the policy takes encrypted ones."),
        ["sdk: iat and exp in milliseconds"] = Unverified("exp, nbf or iat is not a number of seconds between 1970 and 9999; milliseconds or text are usual mistakes."),
        ["sdk: Expired a minute ago"] = Unverified("The token has expired."),
        ["sdk: The secret decoded as base64"] = Unverified("The signature is not that of the key. For HMAC, check first whether both sides take the secret in the same encoding."),
        ["sdk: An unknown Client ID"] = Unverified("No policy is known for such a token."),
        ["sdk: HS256 for an app registered for RS256"] = Unverified("The header's alg is that of none of the policy's keys."),
        ["sdk: HS384"] = Unverified("The header's alg is that of none of the policy's keys."),
        ["sdk: aud left empty"] = Unverified("The token is not for the expected audience."),
        ["sdk: isAnonymous as text"] = Unverified("isAnonymous must be true or false, identityToMerge text, privateClaims and secureCustomData objects."),
        ["sdk: JWE by RSA-OAEP-256"] = Unverified("The header's alg is not that of the key that the token names."),
        ["sdk: JWE by A256CBC-HS512"] = Unverified("The header's enc is none of the policy's ciphers."),
        ["sdk: JWE for another key"] = Unverified("The header's kid names none of the policy's decryption keys."),
        ["api: appid instead of appId"] = Unverified("No policy is known for such a token."),
        ["api: Authorization instead of auth"] = ("401 Unauthorized", "The header auth is missing; one JWT of the app is needed there."),
        ["api: A scope is missing"] = ("403 Forbidden", NotGranted),
        ["api: Scopes that are not published"] = ("403 Forbidden", NotGranted),
        ["api: A table that may only be read"] = ("403 Forbidden", NotGranted),
        ["api: A view that may only be read"] = ("403 Forbidden", NotGranted),
        ["api: No jti, though enforced"] = Unverified("The token has no jti, without which it cannot be used just once."),
        ["api: Signed only, though JWE is enforced"] = Unverified("The token is signed only; the policy takes encrypted ones."),
        ["api: A readable payload, though encryption is enforced"] = ("403 Forbidden", "The app enforces encrypted payloads for this API: application/jose+json is needed."),
    };

    private static IEnumerable<string> Refusals => Expected.Keys;

    [TestCaseSource(nameof(Refusals))]
    public void Shows_the_platforms_answer_as_it_came(string refusal)
    {
        (string status, string message) = Expected[refusal];

        Assert.That(
            (At("seen", refusal, "status"), At("seen", refusal, "body")),
            Is.EqualTo((status, $$"""{"errors":[{"msg":"{{message}}","code":{{status[..3]}}}]}""")));
    }

    [Test]
    public void Offers_these_and_no_others() => Assert.That(Seen["seen"]!.AsObject().Select(static refusal => refusal.Key), Is.EqualTo(Expected.Keys));

    [TestCase("sdk: exp two hours ahead, with a jti", "The lifetime is 02:00:00; Kore.ai's rule is: if \"jti\" claim \"exp\" must be <= 1 hour(s).")]
    [TestCase("sdk: A new jti, the same kore_jti", "The claim 'kore_jti' counts before its standard twin")]
    [TestCase("sdk: iat and exp in milliseconds", "The claim 'exp' is not written raw: a number of milliseconds there makes a token that lives for 50,000 years")]
    [TestCase("sdk: Expired a minute ago", "The lifetime (")]
    [TestCase("sdk: HS384", "Kore.ai accepts HS256, HS512, RS256 and RS512; the key signs with HS384.")]
    [TestCase("sdk: aud left empty", "A Kore.ai user token has exactly one audience")]
    [TestCase("sdk: isAnonymous as text", "A Kore.ai user token needs the claim 'isAnonymous' as true or false")]
    [TestCase("sdk: JWE by RSA-OAEP-256", "Kore.ai accepts RSA-OAEP and RSA1_5")]
    [TestCase("sdk: JWE by A256CBC-HS512", "Kore.ai accepts RSA-OAEP and RSA1_5")]
    [TestCase("api: appid instead of appId", "The claim is spelled 'appid'; Kore.ai reads exactly 'appId'.")]
    public void Says_why_jwtkit_would_not_have_made_the_token(string refusal, string words) =>
        Assert.That(At("seen", refusal, "jwtKit"), Does.StartWith("JwtKit would have refused to make it: " + words));

    [TestCase("sdk: The same jti twice")]
    [TestCase("sdk: The secret decoded as base64")]
    [TestCase("sdk: No jti, though enforced")]
    public void Does_not_claim_that_jwtkit_would_refuse_what_it_cannot_know(string refusal) =>
        Assert.That(At("seen", refusal, "jwtKit"), Does.StartWith("JwtKit would have made it. "));

    [Test]
    public void Marks_the_claim_at_fault() => Assert.That(
        Expected.Where(static refusal => refusal.Value.Message.StartsWith("error verifying", StringComparison.Ordinal))
            .Select(static refusal => refusal.Key)
            .Where(refusal => Seen["seen"]![refusal]!["refused"]!.GetValue<int>() == 0),
        Is.Empty);

    private static (string Status, string Message) Unverified(string words) => ("401 Unauthorized", "error verifying the jwt: " + words);
}
