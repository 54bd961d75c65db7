using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A20 and A21: encrypted text made to cost time and memory.</summary>
[TestFixture]
internal sealed class EncryptedSizeAttackTests
{
    private static readonly JwtValidator Validator = new(SampleEncryption.Policy(), SampleEncryption.Clock);

    [TestCase(0)]
    [TestCase(4)]
    [Category("Heavy")]
    public async Task A20_Refuses_a_text_of_50_million_characters(int dots) =>
        Assert.That((await Validator.ValidateAsync(new string('A', 50_000_000) + new string('.', dots))).Failure?.Code, Is.EqualTo("too_long"));

    [Test]
    public async Task A20_Allocates_nothing_for_a_text_that_is_too_long()
    {
        string token = new string('A', 5_000_000) + "....";
        await Validator.ValidateAsync(token);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Task<ValidationOutcome> pending = Validator.ValidateAsync(token).AsTask();

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(4096));
        Assert.That((await pending).Succeeded, Is.False);
    }

    [TestCase(0, ExpectedResult = "malformed")]
    [TestCase(1, ExpectedResult = "too_long")]
    public Task<string> A20_Draws_the_line_at_64_KiB_where_encrypted_tokens_are_expected(int more) =>
        Verdict.CodeOf(OfLength((64 * 1024) + more), SampleEncryption.Policy());

    [TestCase(0, ExpectedResult = "malformed")]
    [TestCase(1, ExpectedResult = "too_long")]
    public Task<string> A20_Draws_the_line_at_64_KiB_where_signed_tokens_are_expected(int more) => Verdict.CodeOf(OfLength((64 * 1024) + more));

    [Test]
    [Category("Heavy")]
    public void A20_Decrypts_up_to_64_KiB_and_no_more()
    {
        string[] messages = [.. Enumerable.Range(49_000, 200).Select(static length => Jwe.Encrypt(new byte[length], SampleEncryption.DirectTarget))];
        IEnumerable<bool> opened = messages.Select(static message => Jwe.TryDecrypt(message, SampleEncryption.DirectKey, out _));

        Assert.That(opened, Is.EqualTo(messages.Select(static message => message.Length <= 65_536)).And.Contains(true).And.Contains(false));
    }

    [TestCase(0, true)]
    [TestCase(1, false)]
    public void A20_Decrypts_up_to_the_given_length(int less, bool isOpened)
    {
        string token = Jwe.Encrypt(new byte[1000], SampleEncryption.DirectTarget);
        Assert.That(Jwe.TryDecrypt(token, SampleEncryption.DirectKey, out _, token.Length - less), Is.EqualTo(isOpened));
    }

    [TestCase(0, true)]
    [TestCase(1, false)]
    public void A20_Decrypts_JSON_up_to_the_given_length(int less, bool isOpened)
    {
        string json = Jwe.EncryptJson(new byte[1000], SampleEncryption.DirectTarget);
        Assert.That(Jwe.TryDecryptJson(json, SampleEncryption.DirectKey, out _, default, json.Length - less), Is.EqualTo(isOpened));
    }

    [TestCase(0, ExpectedResult = "accepted")]
    [TestCase(1, ExpectedResult = "too_long")]
    public Task<string> A20_Validates_up_to_the_encrypted_length_of_the_policy(int less)
    {
        string token = SampleEncryption.Nested();
        return Verdict.CodeOf(token, SamplePolicy.Make(decryptionKeys: [SampleEncryption.OaepKey], maximumEncryptedLength: token.Length - less));
    }

    [TestCase(0, ExpectedResult = "accepted")]
    [TestCase(1, ExpectedResult = "too_long")]
    public Task<string> A20_Validates_up_to_the_signed_length_of_the_policy_inside(int less)
    {
        string inside = RawToken.WithPayload(RawToken.Payload);
        return Verdict.CodeOf(
            SampleEncryption.Around(inside), SamplePolicy.Make(decryptionKeys: [SampleEncryption.DirectKey], maximumLength: inside.Length - less));
    }

    [TestCase(6000, ExpectedResult = "accepted")]
    [TestCase(8000, ExpectedResult = "malformed")]
    public Task<string> A20_Refuses_a_long_header(int length) => Verdict.CodeOf(
        HandMadeJwe.Make($$"""{"alg":"dir","enc":"A256GCM","x":"{{new string('x', length)}}"}""", [], Key, ContentEncryption.A256Gcm), SampleEncryption.Policy());

    [TestCase(31, ExpectedResult = "accepted")]
    [TestCase(32, ExpectedResult = "malformed")]
    public Task<string> A21_Draws_the_line_at_32_levels_in_the_header(int levels) => Verdict.CodeOf(
        HandMadeJwe.Make($$"""{"alg":"dir","enc":"A256GCM","x":{{new string('[', levels)}}{{new string(']', levels)}}}""", [], Key, ContentEncryption.A256Gcm),
        SampleEncryption.Policy());

    [TestCase("[")]
    [TestCase("{\"a\":")]
    public void A21_Refuses_10_000_open_brackets_in_the_JSON_form(string bracket) =>
        Assert.That(Jwe.TryDecryptJson(string.Concat(Enumerable.Repeat(bracket, 10_000)), SampleEncryption.DirectKey, out _), Is.False);

    private static byte[] Key => RawToken.Utf8(SampleKeys.SecretText[..32]);

    private static string OfLength(int length) => new string('A', length - 4) + "....";
}
