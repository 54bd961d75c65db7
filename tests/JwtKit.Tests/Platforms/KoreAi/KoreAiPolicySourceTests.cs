using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>The apps of a registry behind one door.</summary>
[TestFixture]
internal sealed class KoreAiPolicySourceTests
{
    private static KoreAiApp App => SampleKoreAi.App with { DecryptionKeys = [SampleKoreAi.OaepKey] };

    private static JwtDescriptor User => KoreAi.UserToken("cs-1", "john");

    [Test]
    public async Task Finds_the_app_of_each_kind_of_token([Values] KoreAiTokenKind kind, [Values] bool isEncrypted) =>
        Assert.That(await CodeOf(SampleKoreAiRegistry.Of(App), kind, Token(kind, isEncrypted)), Is.EqualTo("accepted"));

    [Test]
    public async Task Takes_the_platforms_own_claim_before_the_standard_one()
    {
        string token = RawToken.WithPayload("""{"iss":"elsewhere","kore_iss":"cs-1","sub":"john","aud":"https://idproxy.kore.com/authorize","exp":1767225900}""");

        Assert.That(await CodeOf(SampleKoreAiRegistry.Of(App), KoreAiTokenKind.User, token), Is.EqualTo("accepted"));
    }

    [Test]
    public async Task Does_not_take_one_kind_for_the_other([Values] KoreAiTokenKind kind) => Assert.That(
        await CodeOf(SampleKoreAiRegistry.Of(App), kind, Token(kind == KoreAiTokenKind.User ? KoreAiTokenKind.Api : KoreAiTokenKind.User, isEncrypted: false)), Is.EqualTo("no_policy"));

    [Test]
    public async Task Refuses_a_signed_token_where_encryption_is_enforced([Values] KoreAiTokenKind kind) => Assert.That(
        await CodeOf(SampleKoreAiRegistry.Of(App with { EnforceEncryption = true }), kind, Token(kind, isEncrypted: false)), Is.EqualTo("not_encrypted"));

    [Test]
    public async Task Accepts_an_encrypted_token_where_encryption_is_enforced([Values] KoreAiTokenKind kind) => Assert.That(
        await CodeOf(SampleKoreAiRegistry.Of(App with { EnforceEncryption = true }), kind, Token(kind, isEncrypted: true)), Is.EqualTo("accepted"));

    [Test]
    public async Task Refuses_an_encrypted_token_of_an_app_without_the_platforms_key() =>
        Assert.That(await CodeOf(SampleKoreAiRegistry.Of(SampleKoreAi.App), KoreAiTokenKind.User, Token(KoreAiTokenKind.User, isEncrypted: true)), Is.EqualTo("encrypted"));

    [Test]
    public async Task Refuses_an_app_that_was_removed()
    {
        SampleKoreAiRegistry registry = SampleKoreAiRegistry.Of(App);
        JwtValidator door = Door(registry, KoreAiTokenKind.User);
        string before = await CodeOf(door, Token(KoreAiTokenKind.User, isEncrypted: false));
        registry.Remove("cs-1");

        Assert.That((before, await CodeOf(door, Token(KoreAiTokenKind.User, isEncrypted: false))), Is.EqualTo(("accepted", "no_policy")));
    }

    [Test]
    public async Task Refuses_an_app_whose_tokens_something_else_checks()
    {
        SampleKoreAiRegistry registry = new();
        registry.Put(null, "cs-1");

        Assert.That(await CodeOf(registry, KoreAiTokenKind.User, Token(KoreAiTokenKind.User, isEncrypted: false)), Is.EqualTo("no_policy"));
    }

    [Test]
    public async Task Follows_an_app_that_changes()
    {
        SampleKoreAiRegistry registry = SampleKoreAiRegistry.Of(App);
        JwtValidator door = Door(registry, KoreAiTokenKind.Api);
        string before = await CodeOf(door, SampleKoreAi.Api());
        registry.Put(App with { EnforceTokenId = true });

        Assert.That((before, await CodeOf(door, SampleKoreAi.Api())), Is.EqualTo(("accepted", "token_id_missing")));
    }

    [Test]
    public async Task Makes_the_policies_of_an_app_once()
    {
        KoreAiPolicySource source = new(SampleKoreAiRegistry.Of(App), KoreAiTokenKind.Api);
        TokenHint hint = default(TokenHint).With("appId", "cs-1");

        Assert.That(await source.FindAsync(hint, CancellationToken.None), Is.SameAs(await source.FindAsync(hint, CancellationToken.None)));
    }

    [Test]
    public async Task Asks_nobody_about_a_token_that_names_no_app([Values] KoreAiTokenKind kind)
    {
        SampleKoreAiRegistry registry = SampleKoreAiRegistry.Of(App);
        ValidationPolicy? policy = await new KoreAiPolicySource(registry, kind).FindAsync(new TokenHint { Issuer = string.Empty }, CancellationToken.None);

        Assert.That((policy, registry.Asked), Is.EqualTo(((ValidationPolicy?)null, 0)));
    }

    [Test]
    public async Task Keeps_the_token_ids_of_an_app_across_both_forms()
    {
        JwtValidator door = Door(SampleKoreAiRegistry.Of(App), KoreAiTokenKind.User);
        JwtDescriptor token = User with { TokenId = TokenId.Exactly("t-1") };
        string first = await CodeOf(door, SampleKoreAi.Encrypt(token));

        Assert.That((first, await CodeOf(door, Jwt.Sign(token, SampleKeys.Hs256, SampleKoreAi.Clock))), Is.EqualTo(("accepted", "replayed")));
    }

    [Test]
    public async Task Lets_the_apps_policy_check_what_a_careless_registry_finds()
    {
        SampleKoreAiRegistry registry = new();
        registry.PutAs("cs-2", App with { ClientId = "cs-2" });
        CarelessRegistry careless = new(registry);

        Assert.That(
            await CodeOf(new JwtValidator(new KoreAiPolicySource(careless, KoreAiTokenKind.User), [SampleKoreAi.OaepKey], SampleKoreAi.Clock), Token(KoreAiTokenKind.User, isEncrypted: false)),
            Is.EqualTo("issuer_mismatch"));
    }

    [Test]
    public void Throws_when_an_app_is_registered_under_another_client_id()
    {
        SampleKoreAiRegistry registry = new();
        registry.PutAs("cs-1", App with { ClientId = "cs-2" });

        Assert.That(
            async () => await CodeOf(registry, KoreAiTokenKind.Api, SampleKoreAi.Api()),
            Throws.InvalidOperationException.With.Message.EqualTo(
                "An app is registered under another Client ID than its own; KoreAiAppRegistration.ClientId and KoreAiApp.ClientId must be the same."));
    }

    [Test]
    public void Throws_when_there_is_no_such_kind() => Assert.That(
        static () => new KoreAiPolicySource(new SampleKoreAiRegistry(), (KoreAiTokenKind)2), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartWith("User or Api is needed."));

    private static string Token(KoreAiTokenKind kind, bool isEncrypted)
    {
        JwtDescriptor token = kind == KoreAiTokenKind.User ? User : KoreAi.ApiToken("cs-1", "reporting");
        return isEncrypted ? SampleKoreAi.Encrypt(token) : Jwt.Sign(token, SampleKeys.Hs256, SampleKoreAi.Clock);
    }

    private static JwtValidator Door(IKoreAiAppRegistry registry, KoreAiTokenKind kind) => new(new KoreAiPolicySource(registry, kind), [SampleKoreAi.OaepKey], SampleKoreAi.Clock);

    private static Task<string> CodeOf(IKoreAiAppRegistry registry, KoreAiTokenKind kind, string token) => CodeOf(Door(registry, kind), token);

    private static async Task<string> CodeOf(JwtValidator door, string token) => (await door.ValidateAsync(token)).Failure?.Code ?? "accepted";

    /// <summary>Finds the app cs-2 whatever it is asked for.</summary>
    private sealed class CarelessRegistry(IKoreAiAppRegistry registry) : IKoreAiAppRegistry
    {
        public ValueTask<KoreAiAppRegistration?> FindAsync(string clientId, CancellationToken cancellationToken) => registry.FindAsync("cs-2", cancellationToken);
    }
}
