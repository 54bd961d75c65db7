using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Policies that take some ciphers and not others.</summary>
[TestFixture]
internal sealed class ContentEncryptionPolicyTests
{
    [Test]
    public async Task Accepts_a_cipher_of_the_policy() => Assert.That(
        await Verdict.CodeOf(SampleEncryption.Nested(target: Target(ContentEncryption.A128Gcm)), Policy(ContentEncryption.A256Gcm, ContentEncryption.A128Gcm)),
        Is.EqualTo("accepted"));

    [Test]
    public async Task Refuses_another_cipher()
    {
        TokenFailure failure = await Verdict.FailureOf(
            SampleEncryption.Nested(target: Target(ContentEncryption.A192Gcm)), Policy(ContentEncryption.A256Gcm, ContentEncryption.A128Gcm));

        Assert.That(
            (failure.Code, failure.Description, failure.Expected, failure.Found),
            Is.EqualTo(("algorithm_mismatch", "The header's enc is none of the policy's ciphers.", "A256GCM or A128GCM", "A192GCM")));
    }

    [Test]
    public async Task Refuses_another_cipher_of_a_token_that_was_opened_at_the_door()
    {
        JwtValidator validator = new(
            new SamplePolicySource(static _ => Policy(ContentEncryption.A256Gcm)), [SampleEncryption.OaepKey], new FixedTimeProvider(SamplePolicy.Now));
        ValidationOutcome outcome = await validator.ValidateAsync(SampleEncryption.Nested(target: Target(ContentEncryption.A128Gcm)));

        Assert.That(outcome.Failure?.Code, Is.EqualTo("algorithm_mismatch"));
    }

    [Test]
    public void Refuses_a_policy_without_any() => Assert.That(
        static () => new JwtValidator(Policy()),
        Throws.ArgumentException.With.Message.EqualTo("The policy's ContentEncryptions is empty or holds null; at least one cipher is needed."));

    [Test]
    public void Takes_all_by_default() => Assert.That(SamplePolicy.Make().ContentEncryptions, Is.EqualTo(ContentEncryption.All));

    private static EncryptionTarget Target(ContentEncryption content) => new TestEncryption(KeyManagement.RsaOaep, content).NewTarget();

    private static ValidationPolicy Policy(params ContentEncryption[] contents) => new()
    {
        Keys = [SampleKeys.Hs256.VerificationKey],
        DecryptionKeys = [SampleEncryption.OaepKey],
        ContentEncryptions = contents,
        Issuer = "cs-1",
        Audience = "orders-api",
        Use = TokenUse.Reusable,
    };
}
