using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A41: content of a sender that makes the type it is read into throw.</summary>
[TestFixture]
internal sealed class ThrowingContentAttackTests
{
    private static IEnumerable<ThrowingType> Types => ThrowingTypes.All;

    [TestCaseSource(nameof(Types))]
    public void A41_Reads_no_payload_of_a_type_that_throws(ThrowingType type)
    {
        using EnvelopePayload payload = Opened(type.Json);
        Assert.That(type.TryRead(payload), Is.False);
    }

    [TestCaseSource(nameof(Types))]
    public async Task A41_Reads_no_claim_of_a_type_that_throws(ThrowingType type)
    {
        ValidatedToken token = await Verdict.TokenOf(RawToken.WithMember($"\"thing\":{type.Json}"));
        Assert.That(type.TryGetClaim(token, "thing"), Is.False);
    }

    [Test]
    public void A41_Reads_no_number_from_malformed_UTF_8()
    {
        string envelope = PayloadEnvelope.Seal([0xff], SampleEncryption.DirectTarget.Key, "c");
        PayloadEnvelope.TryOpen(envelope, SampleEncryption.DirectKey, "c", out EnvelopePayload? payload);
        using (payload)
        {
            Assert.That(payload!.TryRead(ThrowingJsonContext.Default.Int32, out _), Is.False);
        }
    }

    [Test]
    public void Lets_a_cancellation_through()
    {
        using EnvelopePayload payload = Opened("""{"Text":"x"}""");
        Assert.That(() => payload.TryRead(ThrowingJsonContext.Default.Cancelling, out _), Throws.TypeOf<OperationCanceledException>());
    }

    [Test]
    public void Throws_without_a_type()
    {
        using EnvelopePayload payload = Opened("{}");
        Assert.That(() => payload.TryRead<CheckedInSetter>(null!, out _), Throws.ArgumentNullException);
    }

    private static EnvelopePayload Opened(string json) => PayloadEnvelope.TryOpen(
        PayloadEnvelope.Seal(RawToken.Utf8(json), SampleEncryption.DirectTarget.Key, "c"), SampleEncryption.DirectKey, "c", out EnvelopePayload? payload)
            ? payload
            : throw new AssertionException("The envelope did not open.");
}
