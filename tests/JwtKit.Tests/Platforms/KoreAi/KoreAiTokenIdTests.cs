using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>The platform's rules for <c>jti</c> and <c>kore_jti</c>, for both kinds of token.</summary>
[TestFixture(KoreAiTokenKind.User)]
[TestFixture(KoreAiTokenKind.Api)]
internal sealed class KoreAiTokenIdTests(KoreAiTokenKind kind)
{
    [Test]
    public async Task Accepts_a_token_with_a_jti_once() => Assert.That(
        await SampleKoreAi.CodesOf(Policy(), Token(""","jti":"1" """), Token(""","jti":"1","a":1""")), Is.EqualTo("accepted, replayed"));

    [Test]
    public async Task Accepts_a_token_without_any_number_of_times() => Assert.That(
        await SampleKoreAi.CodesOf(Policy(), Token(), Token(), Token()), Is.EqualTo("accepted, accepted, accepted"));

    [Test]
    public async Task Refuses_a_token_without_where_the_app_enforces_one() => Assert.That(
        await SampleKoreAi.CodesOf(Policy(SampleKoreAi.App with { EnforceTokenId = true }), Token()), Is.EqualTo("token_id_missing"));

    [TestCase(""","jti":"1" """)]
    [TestCase(""","kore_jti":"1" """)]
    public async Task Accepts_a_token_with_one_where_the_app_enforces_it(string member) => Assert.That(
        await SampleKoreAi.CodesOf(Policy(SampleKoreAi.App with { EnforceTokenId = true }), Token(member), Token(member)), Is.EqualTo("accepted, replayed"));

    [TestCase(""","jti":"" """)]
    [TestCase(""","kore_jti":"" """)]
    [TestCase(""","jti":"1","kore_jti":"" """)]
    public async Task Refuses_an_id_that_is_empty(string member) => Assert.That(
        await SampleKoreAi.CodesOf(Policy(), Token(member)), Is.EqualTo("token_id_missing"));

    [Test]
    public async Task The_platforms_id_counts_where_it_differs() => Assert.That(
        await SampleKoreAi.CodesOf(Policy(), Token(""","jti":"fixed","kore_jti":"1" """), Token(""","jti":"fixed","kore_jti":"2" """)), Is.EqualTo("accepted, accepted"));

    [Test]
    public async Task The_platforms_id_counts_where_it_is_the_same() => Assert.That(
        await SampleKoreAi.CodesOf(Policy(), Token(""","jti":"1","kore_jti":"same" """), Token(""","jti":"2","kore_jti":"same" """)), Is.EqualTo("accepted, replayed"));

    [Test]
    public async Task The_same_id_of_another_app_is_another()
    {
        KoreAiApp app = SampleKoreAi.App;
        string first = await SampleKoreAi.CodesOf(Policy(app), Sign("cs-1"));
        string second = await SampleKoreAi.CodesOf(Policy(app with { ClientId = "cs-2" }), Sign("cs-2"));

        Assert.That((first, second), Is.EqualTo(("accepted", "accepted")));
    }

    [TestCase(SampleKoreAi.InOneHour, ExpectedResult = "accepted")]
    [TestCase(SampleKoreAi.InOneHour + 1, ExpectedResult = "lifetime_too_long")]
    public Task<string> Exp_is_at_most_one_hour_ahead_where_there_is_an_id(long expires) =>
        SampleKoreAi.CodesOf(Policy(), Expiring(expires, ""","jti":"1" """));

    [Test]
    public async Task The_hour_counts_from_now_and_not_from_iat() => Assert.That(
        await SampleKoreAi.CodesOf(Policy(), Expiring(SampleKoreAi.InOneHour, ""","jti":"1","iat":1767222000""")), Is.EqualTo("accepted"));

    [Test]
    public async Task Exp_may_be_any_time_ahead_where_there_is_no_id() => Assert.That(
        await SampleKoreAi.CodesOf(Policy(), Expiring(SampleKoreAi.InOneHour + 86400, string.Empty)), Is.EqualTo("accepted"));

    private ValidationPolicy Policy(KoreAiApp? app = null) => KoreAi.ValidationPolicy(app ?? SampleKoreAi.App, kind);

    private string Token(string members = "") => kind == KoreAiTokenKind.User ? SampleKoreAi.User(members) : SampleKoreAi.Api(members);

    private string Expiring(long expires, string members) => RawToken.WithPayload(
        (kind == KoreAiTokenKind.User ? SampleKoreAi.OpenUser : SampleKoreAi.OpenApi).Replace("1767225900", $"{expires}", StringComparison.Ordinal) + members + "}");

    private string Sign(string clientId)
    {
        JwtDescriptor token = kind == KoreAiTokenKind.User ? KoreAi.UserToken(clientId, "john") : KoreAi.ApiToken(clientId, "john");
        return Jwt.Sign(token with { TokenId = TokenId.Exactly("t-1") }, SampleKeys.Hs256, SampleKoreAi.Clock);
    }
}
