using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Attacks through published sets and what makes them be fetched (A6, A7, A8, A20, A32, A34).</summary>
[TestFixture]
internal sealed class KeyFetchAttackTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    [Test]
    public async Task A34_Fetches_once_in_30_seconds_for_100_000_tokens_with_unknown_keys()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.First);
        await scene.CodeOf(PublishedSet.First);

        // A token each 3 ms: 300 seconds, the first of them at 0.
        for (int i = 0; i < 100_000; i++)
        {
            await scene.Validator.ValidateAsync(WithKeyId($"unknown-{i}"));
            scene.Clock.Elapse(TimeSpan.FromMilliseconds(3));
        }

        Assert.That(scene.Publisher.RequestCount, Is.EqualTo(1 + 9));
    }

    [Test]
    public async Task A34_Fetches_once_in_30_seconds_while_fetches_fail()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Fail();
        for (int i = 0; i < 1000; i++)
        {
            await scene.Validator.ValidateAsync(WithKeyId($"unknown-{i}"));
            scene.Clock.Elapse(TimeSpan.FromMilliseconds(300));
        }

        Assert.That(scene.Publisher.RequestCount, Is.EqualTo(10));
    }

    [Test]
    [Category("Heavy")]
    public async Task A34_Fetches_once_in_30_seconds_by_age_while_fetches_fail()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.First);
        await scene.CodeOf(PublishedSet.First);
        scene.Publisher.Fail();
        scene.Clock.Elapse(TimeSpan.FromHours(1));
        for (int i = 0; i < 1000; i++)
        {
            await scene.CodeOf(PublishedSet.First);

            // Waits for the fetch that the token before may have begun.
            await scene.CodeOf(PublishedSet.Third);
            scene.Clock.Elapse(TimeSpan.FromMilliseconds(300));
        }

        Assert.That(scene.Publisher.RequestCount, Is.EqualTo(1 + 10));
    }

    [Test]
    public async Task A34_Answers_an_unknown_key_at_once_while_it_is_too_soon_for_a_fetch()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.First);
        await scene.CodeOf(PublishedSet.First);
        scene.Publisher.Hold();
        scene.Clock.Elapse(Interval - TimeSpan.FromTicks(1));

        Assert.That(scene.Validator.ValidateAsync(WithKeyId("unknown")).AsTask().IsCompleted, Is.True);
    }

    [Test]
    public async Task A34_Keeps_known_keys_working_under_a_flood_of_unknown_ones()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.First);
        await scene.CodeOf(PublishedSet.First);
        scene.Clock.Elapse(Interval);
        scene.Publisher.Hold();
        Task[] flood = [.. Enumerable.Range(0, 1000).Select(i => scene.Validator.ValidateAsync(WithKeyId($"unknown-{i}")).AsTask())];

        Assert.That((await scene.CodeOf(PublishedSet.First), flood.Any(static task => task.IsCompleted)), Is.EqualTo((Verdict.Accepted, false)));
    }

    [TestCase(",\"jku\":\"https://evil.example.com/jwks.json\"")]
    [TestCase(",\"x5u\":\"https://evil.example.com/chain.pem\"")]
    [TestCase(",\"jwk\":{\"kty\":\"RSA\"}")]
    [TestCase(",\"x5c\":[\"AAAA\"]")]
    public async Task A06_Fetches_only_from_the_address_that_the_host_gave(string member)
    {
        using FetchedKeysScene scene = new();
        List<Uri?> asked = [];
        scene.Publisher.Answer = (request, _) =>
        {
            asked.Add(request.RequestUri);
            return Task.FromResult(FakePublisher.Ok(PublishedSet.Of(PublishedSet.First)));
        };
        await scene.Validator.ValidateAsync(RawToken.Rs256($$"""{"alg":"RS256","kid":"second"{{member}}}""", RawToken.Payload));

        Assert.That(asked, Is.EqualTo(new[] { new Uri(FetchedKeysScene.Address) }));
    }

    [TestCase("../../etc/passwd")]
    [TestCase("?x=1#y")]
    [TestCase("\\r\\nX-Injected: 1")]
    [TestCase("https://evil.example.com/")]
    public async Task A07_Sends_nothing_of_a_key_id(string keyId)
    {
        using FetchedKeysScene scene = new();
        List<string> sent = [];
        scene.Publisher.Answer = (request, _) =>
        {
            sent.Add(request.ToString());
            return Task.FromResult(FakePublisher.Ok(PublishedSet.Of(PublishedSet.First)));
        };
        await scene.CodeOf(PublishedSet.First);
        scene.Clock.Elapse(Interval);
        await scene.Validator.ValidateAsync(WithKeyId(keyId));

        Assert.That(sent[1], Is.EqualTo(sent[0]));
    }

    [TestCase(",\"kid\":\"first\",\"d\":\"AAAA\"")]
    [TestCase(",\"kid\":\"second\"")]
    public async Task A08_Takes_nothing_of_a_set_with_a_private_key_or_a_key_id_twice(string members)
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.OfJson(PublishedSet.Second.VerificationKey.PublicJwk!.ToJson(), PublishedSet.FirstWith(members)));

        Assert.That(await scene.CodeOf(PublishedSet.Second), Is.EqualTo("keys_unavailable"));
    }

    [Test]
    public async Task A02_Takes_no_secret_of_a_published_set()
    {
        using FetchedKeysScene scene = new();
        string secret = System.Buffers.Text.Base64Url.EncodeToString(SampleKeys.SecretBytes);
        scene.Publisher.Publish(PublishedSet.OfJson($$"""{"kty":"oct","k":"{{secret}}","alg":"HS256"}"""));
        ValidationOutcome outcome = await scene.Validator.ValidateAsync(RawToken.WithPayload(RawToken.Payload));

        Assert.That(outcome.Failure?.Code, Is.EqualTo("keys_unavailable"));
    }

    [Test]
    public async Task A02_Refuses_HS256_with_a_published_key_as_the_secret()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.First);
        byte[] secret = RawToken.Utf8(PublishedSet.First.VerificationKey.PublicKey!.ExportPem());
        ValidationOutcome outcome = await scene.Validator.ValidateAsync(
            RawToken.Hs256(RawToken.Utf8("""{"alg":"HS256","kid":"first"}"""), RawToken.Utf8(RawToken.Payload), secret));

        Assert.That(outcome.Failure?.Code, Is.EqualTo("algorithm_mismatch"));
    }

    [Test]
    public async Task A20_Refuses_a_set_of_500_megabytes_without_reading_it()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Respond(static () =>
        {
            HttpResponseMessage response = FakePublisher.Ok("""{"keys":[]}""");
            response.Content.Headers.ContentLength = 500_000_000;
            return response;
        });
        await scene.Resolver.PrefetchAsync();

        Assert.That(scene.Resolver.LastFailure?.Code, Is.EqualTo("too_long"));
    }

    [TestCase("AQAB", 1024)]
    [TestCase("Aw", 2048)]
    public async Task A32_Takes_no_weak_key_of_a_set(string exponent, int bits)
    {
        using FetchedKeysScene scene = new();
        string modulus = System.Buffers.Text.Base64Url.EncodeToString([.. Enumerable.Repeat((byte)0xFF, bits / 8)]);
        scene.Publisher.Publish(PublishedSet.OfJson($$"""{"kty":"RSA","n":"{{modulus}}","e":"{{exponent}}"}"""));
        await scene.Resolver.PrefetchAsync();

        Assert.That(scene.Resolver.LastFailure?.Code, Is.EqualTo("no_usable_key"));
    }

    private static string WithKeyId(string keyId) => RawToken.Hs256($$"""{"alg":"RS256","kid":"{{keyId}}"}""", RawToken.Payload);
}
