using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Which keys count, and until when.</summary>
[TestFixture]
internal sealed class JwksResolverTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Accepts_a_token_of_a_published_key()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.First);

        Assert.That(await scene.CodeOf(PublishedSet.First), Is.EqualTo(Verdict.Accepted));
    }

    [Test]
    public void Fetches_nothing_before_it_is_used()
    {
        using FetchedKeysScene scene = new();

        Assert.That(scene.Publisher.RequestCount, Is.Zero);
    }

    [Test]
    public async Task Fetches_once_for_many_tokens()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.First, PublishedSet.Second);
        for (int i = 0; i < 10; i++)
        {
            await scene.CodeOf(i % 2 == 0 ? PublishedSet.First : PublishedSet.Second);
        }

        Assert.That(scene.Publisher.RequestCount, Is.EqualTo(1));
    }

    [Test]
    public async Task Refuses_the_signature_of_a_key_that_only_has_the_name_of_a_published_one()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.First);
        using SigningKey forged = SigningKey.Rs256(RsaPrivateKey.FromPem(SampleKeys.RsaPrivatePem), "first");

        Assert.That(await scene.CodeOf(forged), Is.EqualTo("invalid_signature"));
    }

    [TestCase(29, ExpectedResult = "unknown_key")]
    [TestCase(30, ExpectedResult = "accepted")]
    public async Task<string> Accepts_a_new_key_30_seconds_after_the_last_fetch(int seconds)
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.First);
        await scene.CodeOf(PublishedSet.First);
        scene.Publisher.Publish(PublishedSet.First, PublishedSet.Second);
        scene.Clock.Elapse(TimeSpan.FromSeconds(seconds));

        return await scene.CodeOf(PublishedSet.Second);
    }

    [Test]
    public async Task Refuses_a_removed_key_once_the_set_was_fetched_anew()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.First);
        await scene.CodeOf(PublishedSet.First);
        scene.Publisher.Publish(PublishedSet.Second);
        scene.Clock.Elapse(Interval);
        await scene.CodeOf(PublishedSet.Second);

        Assert.That(await scene.CodeOf(PublishedSet.First), Is.EqualTo("unknown_key"));
    }

    [Test]
    public async Task Fetches_by_age_without_a_wait()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.First);
        await scene.CodeOf(PublishedSet.First);
        TaskCompletionSource<string> held = scene.Publisher.Hold();
        scene.Clock.Elapse(TimeSpan.FromHours(1));

        Assert.That(await scene.CodeOf(PublishedSet.First), Is.EqualTo(Verdict.Accepted));
        held.SetResult(PublishedSet.Of(PublishedSet.Second));
    }

    [Test]
    public async Task Refuses_a_removed_key_after_the_fetch_by_age()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.First);
        await scene.CodeOf(PublishedSet.First);
        scene.Publisher.Publish(PublishedSet.Second);
        scene.Clock.Elapse(TimeSpan.FromHours(1));
        await scene.CodeOf(PublishedSet.First);

        // Waits for the fetch that the token before began.
        await scene.CodeOf(PublishedSet.Third);

        Assert.That((await scene.CodeOf(PublishedSet.First), scene.Publisher.RequestCount), Is.EqualTo(("unknown_key", 2)));
    }

    [Test]
    public async Task Does_not_fetch_by_age_a_moment_before_the_hour()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.First);
        await scene.CodeOf(PublishedSet.First);
        scene.Clock.Elapse(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        await scene.CodeOf(PublishedSet.First);
        scene.Publisher.Publish(PublishedSet.First, PublishedSet.Second);
        scene.Clock.Elapse(Interval - TimeSpan.FromSeconds(1));

        // Had the token before begun a fetch, it would be too soon for this one.
        Assert.That(await scene.CodeOf(PublishedSet.Second), Is.EqualTo(Verdict.Accepted));
    }

    [Test]
    public async Task Does_not_follow_the_time_of_day()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.First);
        await scene.CodeOf(PublishedSet.First);
        scene.Clock.TurnTo(SamplePolicy.Now.AddDays(1));
        await scene.CodeOf(PublishedSet.Second);

        Assert.That(scene.Publisher.RequestCount, Is.EqualTo(1));
    }

    [Test]
    public async Task Fetches_though_the_clock_was_set_back()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.First);
        await scene.CodeOf(PublishedSet.First);
        scene.Publisher.Publish(PublishedSet.First, PublishedSet.Second);
        scene.Clock.Elapse(Interval);
        scene.Clock.TurnTo(SamplePolicy.Now);

        Assert.That(await scene.CodeOf(PublishedSet.Second), Is.EqualTo(Verdict.Accepted));
    }

    [Test]
    public async Task Says_keys_unavailable_where_nothing_was_ever_fetched()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Fail();

        Assert.That(await scene.CodeOf(PublishedSet.First), Is.EqualTo("keys_unavailable"));
    }

    [TestCase(29, ExpectedResult = "keys_unavailable")]
    [TestCase(30, ExpectedResult = "accepted")]
    public async Task<string> Heals_30_seconds_after_a_first_fetch_that_failed(int seconds)
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Fail();
        await scene.CodeOf(PublishedSet.First);
        scene.Publisher.Publish(PublishedSet.First);
        scene.Clock.Elapse(TimeSpan.FromSeconds(seconds));

        return await scene.CodeOf(PublishedSet.First);
    }

    [Test]
    public async Task Keeps_the_last_good_set_for_as_long_as_fetches_fail()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.First);
        await scene.CodeOf(PublishedSet.First);
        scene.Publisher.Fail();
        scene.Clock.Elapse(TimeSpan.FromDays(20));
        await scene.CodeOf(PublishedSet.Second);

        Assert.That((await scene.CodeOf(PublishedSet.First), scene.Resolver.LastFailure?.Code), Is.EqualTo((Verdict.Accepted, "unexpected_status")));
    }

    [TestCase(1, ExpectedResult = "accepted")]
    [TestCase(0, ExpectedResult = "keys_unavailable")]
    public async Task<string> Lets_keys_stop_to_count_at_their_maximum_age(int ticksBefore)
    {
        using FetchedKeysScene scene = new(maximumAge: TimeSpan.FromHours(24));
        scene.Publisher.Publish(PublishedSet.First);
        await scene.CodeOf(PublishedSet.First);
        scene.Publisher.Fail();
        scene.Clock.Elapse(TimeSpan.FromHours(24) - TimeSpan.FromTicks(ticksBefore));

        return await scene.CodeOf(PublishedSet.First);
    }

    [Test]
    public async Task Waits_for_a_fetch_where_all_keys_are_past_their_maximum_age()
    {
        using FetchedKeysScene scene = new(maximumAge: TimeSpan.FromHours(24));
        scene.Publisher.Publish(PublishedSet.First);
        await scene.CodeOf(PublishedSet.First);
        scene.Publisher.Publish(PublishedSet.Second);
        scene.Clock.Elapse(TimeSpan.FromDays(2));

        Assert.That(await scene.CodeOf(PublishedSet.Second), Is.EqualTo(Verdict.Accepted));
    }

    [Test]
    public async Task Keeps_the_objects_of_keys_that_are_published_again()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.First);
        await scene.Resolver.PrefetchAsync();
        VerificationKey before = scene.Resolver.Single();
        scene.Publisher.Publish(PublishedSet.Second, PublishedSet.First);
        scene.Clock.Elapse(Interval);
        await scene.CodeOf(PublishedSet.Second);

        Assert.That(scene.Resolver.Last(), Is.SameAs(before));
    }

    [Test]
    public async Task Takes_new_material_under_an_old_name()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.First);
        await scene.CodeOf(PublishedSet.First);
        using SigningKey renewed = SigningKey.Rs256(RsaPrivateKey.FromPem(SampleKeys.RsaPrivatePem), "first");
        scene.Publisher.Publish(renewed);
        scene.Clock.Elapse(Interval);
        await scene.CodeOf(PublishedSet.Third);

        Assert.That(await scene.CodeOf(renewed), Is.EqualTo(Verdict.Accepted));
    }

    [Test]
    public async Task Tells_before_the_first_token_that_there_are_keys()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.First);

        Assert.That((await scene.Resolver.PrefetchAsync(), scene.Resolver.LastFailure), Is.EqualTo((true, (JwksFailure?)null)));
    }

    [Test]
    public async Task Tells_before_the_first_token_that_there_are_none()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Fail();

        Assert.That(
            (await scene.Resolver.PrefetchAsync(), scene.Resolver.LastFailure?.ToString(), scene.Resolver.LastFailure?.Time),
            Is.EqualTo((false, "unexpected_status: The answer has the status 503; 200 is needed.", SamplePolicy.Now)));
    }

    [Test]
    public async Task Forgets_a_failure_with_the_next_fetch_that_works()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Fail();
        await scene.Resolver.PrefetchAsync();
        scene.Publisher.Publish(PublishedSet.First);
        scene.Clock.Elapse(Interval);
        await scene.Resolver.PrefetchAsync();

        Assert.That(scene.Resolver.LastFailure, Is.Null);
    }

    [Test]
    public async Task Tells_the_host_of_a_failure()
    {
        TaskCompletionSource<JwksFailure> told = new();
        using FetchedKeysScene scene = new(onFailure: told.SetResult);
        scene.Publisher.Fail();
        await scene.Resolver.PrefetchAsync();

        Assert.That(await told.Task, Is.SameAs(scene.Resolver.LastFailure));
    }

    [Test]
    public async Task Goes_on_after_a_host_that_throws_when_it_is_told()
    {
        using FetchedKeysScene scene = new(onFailure: static _ => throw new InvalidOperationException("the log is full"));
        scene.Publisher.Fail();
        await scene.Resolver.PrefetchAsync();
        scene.Publisher.Publish(PublishedSet.First);
        scene.Clock.Elapse(Interval);

        Assert.That(await scene.CodeOf(PublishedSet.First), Is.EqualTo(Verdict.Accepted));
    }

    [Test]
    public async Task Serves_a_policy_for_one_time_tokens()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.First);
        TokenUse once = TokenUse.OneTime(new InMemoryReplayStore(timeProvider: scene.Clock));
        JwtValidator validator = new(SamplePolicy.Make(keys: scene.Resolver, use: once), scene.Clock);
        JwtDescriptor content = new() { Lifetime = TimeSpan.FromMinutes(5), Issuer = "cs-1", Audiences = ["orders-api"] };
        string token = Jwt.Sign(content, PublishedSet.First, scene.Clock);

        Assert.That(
            ((await validator.ValidateAsync(token)).Succeeded, (await validator.ValidateAsync(token)).Failure?.Code), Is.EqualTo((true, "replayed")));
    }

    [Test]
    public async Task Serves_a_policy_for_encrypted_tokens()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.First);
        using EncryptionKey receiver = EncryptionKey.Direct(Secret.FromText("0123456789abcdef"));
        using DecryptionKey opener = DecryptionKey.Direct(Secret.FromText("0123456789abcdef"));
        JwtValidator validator = new(SamplePolicy.Make(keys: scene.Resolver, decryptionKeys: [opener]), scene.Clock);
        JwtDescriptor content = new() { Lifetime = TimeSpan.FromMinutes(5), Issuer = "cs-1", Audiences = ["orders-api"] };
        string token = Jwt.SignAndEncrypt(content, PublishedSet.First, receiver.Using(ContentEncryption.A128Gcm), scene.Clock);

        Assert.That((await validator.ValidateAsync(token)).Failure?.Code ?? Verdict.Accepted, Is.EqualTo(Verdict.Accepted));
    }

    [Test]
    public async Task Lists_the_keys_that_count_now()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.First, PublishedSet.Second);
        string before = string.Join(',', scene.Resolver);
        await scene.Resolver.PrefetchAsync();

        Assert.That((before, string.Join(',', scene.Resolver)), Is.EqualTo(("", "VerificationKey (RS256, kid first),VerificationKey (RS256, kid second)")));
    }

    [Test]
    public void Prints_the_host_alone()
    {
        using JwksResolver resolver = new(new Uri("https://id.example.com:8443/tenant-7/keys?key=1"), SignatureAlgorithm.Rs256);

        Assert.That(resolver.ToString(), Is.EqualTo("JwksResolver (id.example.com)"));
    }
}
