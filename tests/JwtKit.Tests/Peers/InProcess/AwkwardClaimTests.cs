using System.Text.Json;
using NUnit.Framework;

namespace JwtKit.Tests.Peers;

/// <summary>Claims that are easily lost between two libraries. Each peer writes and reads them under HS256.</summary>
[TestFixtureSource(nameof(Peers))]
internal sealed class AwkwardClaimTests(string peerName)
{
    private const string Algorithm = "HS256";

    /// <summary>JSON that stands behind a claim's name.</summary>
    private static readonly string[] Values =
    [
        "\"\"",
        "\" \"",
        "\"Grüße 😀 \u2028 \uFFFD 中文\"",
        """ "\u0000\u0001\u001f\b\t\n\f\r\u007f" """,
        """ "\"\\\/\u002f\u00e9\ud83d\ude00" """,
        """ "<script>&'+=" """,
        "0",
        "-0",
        "-1",
        "0.1",
        "9007199254740993",
        "-9223372036854775808",
        "18446744073709551615",
        "123456789012345678901234567890",
        "1e308",
        "5e-324",
        "1.0",
        "true",
        "false",
        "null",
        "[]",
        "{}",
        """ [null,"",[],{},[[["a"]]]] """,
        """ {"":{"a\"b":[1,2.5,-3e2]},"ключ":null} """,
    ];

    private static readonly string[] Names = ["é😀", "a\"b\\c", "http://example.com/is_root", "\u0001", " ", "scope"];

    /// <summary>Values that a peer cannot read, whoever wrote them.</summary>
    private static readonly (string Peer, string Value)[] Unreadable =
    [
        ("jwt-dotnet", "18446744073709551615"),
        ("jwt-dotnet", "123456789012345678901234567890"),
    ];

    private static readonly FixedTimeProvider Clock = new(SamplePolicy.Now);

    private readonly LibraryPeer peer = LibraryPeer.Of(peerName);

    private static IEnumerable<string> Peers => LibraryPeer.All.Select(static peer => peer.Name);

    [Test]
    public void Covers_as_many_values_and_names_as_were_counted() => Assert.That((Peers.Count(), Values.Length, Names.Length, Unreadable.Length), Is.EqualTo((4, 24, 6, 2)));

    [TestCaseSource(nameof(Values))]
    public async Task We_read_the_value_that_the_peer_wrote(string json)
    {
        ValidationOutcome outcome = await ValidateAsync($$"""{"x":{{json}},"exp":{{Future(300)}}}""");

        Assert.That(outcome.Token!.TryGetClaim("x", out JsonElement value) && JsonElement.DeepEquals(value, Parse(json)), Is.True, outcome.ToString());
    }

    [TestCaseSource(nameof(Values))]
    public void The_peer_reads_the_value_that_we_wrote(string json)
    {
        string token = Sign("x", Parse(json));
        if (Unreadable.Contains((peerName, json)))
        {
            Assert.That(() => peer.Verify(Algorithm, token), Throws.Exception, "The peer has learnt to read it: take it off the list.");
            return;
        }

        JsonElement claims = Parse(peer.Verify(Algorithm, token));
        Assert.That(JsonElement.DeepEquals(claims.GetProperty("x"), Parse(json)), Is.True, claims.GetRawText());
    }

    [TestCaseSource(nameof(Names))]
    public async Task We_read_the_name_that_the_peer_wrote(string name)
    {
        ValidationOutcome outcome = await ValidateAsync($$"""{{{JsonSerializer.Serialize(name)}}:"found","exp":{{Future(300)}}}""");

        Assert.That(outcome.Token?.TryGetString(name, out string? value) == true ? value : outcome.ToString(), Is.EqualTo("found"));
    }

    [TestCaseSource(nameof(Names))]
    public void The_peer_reads_the_name_that_we_wrote(string name) =>
        Assert.That(Parse(peer.Verify(Algorithm, Sign(name, Parse("\"found\"")))).GetProperty(name).GetString(), Is.EqualTo("found"));

    [TestCase("""{"exp":253402300799,"iat":0,"nbf":0}""", "accepted")]
    [TestCase("""{"exp":253402300799.9}""", "accepted")]
    [TestCase("""{"exp":2.534e11}""", "accepted")]
    [TestCase("""{"exp":253402300800}""", TokenFailureCodes.InvalidTime)]
    [TestCase("""{"exp":1e400}""", TokenFailureCodes.InvalidTime)]
    [TestCase("""{"exp":"253402300799"}""", TokenFailureCodes.InvalidTime)]
    [TestCase("""{"exp":-1}""", TokenFailureCodes.InvalidTime)]
    [TestCase("""{"exp":253402300799,"nbf":-1}""", TokenFailureCodes.InvalidTime)]
    [TestCase("""{"exp":0}""", TokenFailureCodes.Expired)]
    [TestCase("""{"exp":null}""", TokenFailureCodes.InvalidTime)]
    [TestCase("{}", TokenFailureCodes.ExpirationMissing)]
    public async Task We_judge_the_dates_that_the_peer_wrote(string claims, string code) => Assert.That(await CodeAsync(claims), Is.EqualTo(code));

    [TestCase("\"orders-api\"", "accepted")]
    [TestCase("""["orders-api"]""", "accepted")]
    [TestCase("""["other","orders-api"]""", "accepted")]
    [TestCase("\"orders-API\"", TokenFailureCodes.AudienceMismatch)]
    [TestCase("\"\"", TokenFailureCodes.AudienceMismatch)]
    [TestCase("[]", TokenFailureCodes.AudienceMismatch)]
    [TestCase("""["orders-api",1]""", TokenFailureCodes.InvalidClaims)]
    [TestCase("""{"orders-api":1}""", TokenFailureCodes.InvalidClaims)]
    public async Task We_judge_the_audience_that_the_peer_wrote(string audience, string code) =>
        Assert.That(await CodeAsync($$"""{"aud":{{audience}},"exp":{{Future(300)}}}""", "orders-api"), Is.EqualTo(code));

    [TestCase("orders-api")]
    [TestCase("orders-api", "other")]
    public void The_peer_reads_the_audiences_that_we_wrote(params string[] audiences)
    {
        JwtDescriptor descriptor = new() { Lifetime = TimeSpan.FromMinutes(5), Audiences = AudienceList.Create(audiences) };
        using SigningKey key = TestSigningKeys.Create(Algorithm, PeerKeys.KeyId);
        JsonElement audience = Parse(peer.Verify(Algorithm, Jwt.Sign(descriptor, key, Clock))).GetProperty("aud");

        Assert.That(audience.ValueKind == JsonValueKind.Array ? audience.EnumerateArray().Select(static one => one.GetString()) : [audience.GetString()], Is.EqualTo(audiences));
    }

    [TestCase("""{"sub":"a","sub":"b","exp":4102444800}""")]
    [TestCase("""{"sub":"a","\u0073ub":"a","exp":4102444800}""")]
    [TestCase("""{"exp":4102444800,"x":{"a":1,"a":1}}""")]
    public async Task We_refuse_the_repeated_member_that_the_peer_wrote(string claims) => Assert.That(await CodeAsync(claims), Is.EqualTo(TokenFailureCodes.InvalidClaims));

    [Test]
    public async Task We_refuse_the_token_of_a_key_id_that_is_not_known()
    {
        string token = peer.Sign(Algorithm, $$"""{"exp":{{Future(300)}}}""", "k-2");

        Assert.That((await ValidateTokenAsync(token)).Failure?.Code, Is.EqualTo(TokenFailureCodes.UnknownKey));
    }

    [TestCase("é")]
    [TestCase("a b/c+d=")]
    [TestCase("https://id.example.com/keys#2026-01")]
    public async Task We_find_the_key_id_that_the_peer_wrote(string keyId)
    {
        string token = peer.Sign(Algorithm, $$"""{"exp":{{Future(300)}}}""", keyId);

        Assert.That((await ValidateTokenAsync(token, keyId: keyId)).Token?.KeyId, Is.EqualTo(keyId));
    }

    private static long Future(int seconds) => Clock.Now.ToUnixTimeSeconds() + seconds;

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    private static string Sign(string name, JsonElement value)
    {
        JwtDescriptor descriptor = new() { Lifetime = TimeSpan.FromMinutes(5), Claims = { [name] = value } };
        using SigningKey key = TestSigningKeys.Create(Algorithm, PeerKeys.KeyId);
        return Jwt.Sign(descriptor, key, Clock);
    }

    private static async Task<ValidationOutcome> ValidateTokenAsync(string token, string? audience = null, string keyId = PeerKeys.KeyId)
    {
        using VerificationKey key = TestSigningKeys.CreateVerification(Algorithm, keyId);
        ValidationPolicy policy = new()
        {
            Keys = [key],
            Issuer = Expected.NotChecked,
            Audience = audience is null ? Expected.NotChecked : audience,
            Use = TokenUse.Reusable,
        };
        return await new JwtValidator(policy, Clock).ValidateAsync(token);
    }

    private Task<ValidationOutcome> ValidateAsync(string claims, string? audience = null) => ValidateTokenAsync(peer.Sign(Algorithm, claims, PeerKeys.KeyId), audience);

    private async Task<string> CodeAsync(string claims, string? audience = null) => (await ValidateAsync(claims, audience)).Failure?.Code ?? "accepted";
}
