using System.Security.Claims;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A validated token as .NET's principal.</summary>
[TestFixture]
internal sealed class ClaimsPrincipalTests
{
    private const string Members =
        """
        "sub":"us\u0065r-42","Sub":"other","roles":["reader","writer"],"ROLES":["admin"],"role":"clerk","name":"Bob","none":null,"list":["a",1,null,true,[2],{"b":3}],
        "empty":[],"yes":true,"no":false,"age":42,"half":0.5,"big":12345678901234567890.10,"address":{"city":"Brno"},"http://x/y":"z"
        """;

    private ClaimsPrincipal principal = null!;

    [SetUp]
    public async Task ValidateToken() => principal = (await Verdict.TokenOf(RawToken.WithMember(Members))).ToClaimsPrincipal();

    [TestCase("iss", "cs-1")]
    [TestCase("aud", "orders-api")]
    [TestCase("exp", "1767225900")]
    [TestCase("sub", "user-42")]
    [TestCase("Sub", "other")]
    [TestCase("roles", "reader", "writer")]
    [TestCase("ROLES", "admin")]
    [TestCase("role", "clerk")]
    [TestCase("list", "a", "1", "true", "[2]", """{"b":3}""")]
    [TestCase("yes", "true")]
    [TestCase("no", "false")]
    [TestCase("half", "0.5")]
    [TestCase("big", "12345678901234567890.10")]
    [TestCase("address", """{"city":"Brno"}""")]
    [TestCase("http://x/y", "z")]
    [TestCase("none")]
    [TestCase("empty")]
    [TestCase("SUB")]
    [TestCase(ClaimTypes.NameIdentifier)]
    [TestCase(ClaimTypes.Role)]
    public void Keeps_the_name_and_gives_each_value(string name, params string[] values) =>
        Assert.That(principal.FindAll(name).Select(static claim => claim.Value), Is.EqualTo(values));

    [TestCase("sub", ClaimValueTypes.String)]
    [TestCase("age", ClaimValueTypes.Integer64)]
    [TestCase("half", ClaimValueTypes.Double)]
    [TestCase("yes", ClaimValueTypes.Boolean)]
    [TestCase("address", "JSON")]
    public void Tells_the_type_of_a_value(string name, string type) => Assert.That(principal.FindFirst(name)!.ValueType, Is.EqualTo(type));

    [Test]
    public void Names_the_issuer_of_each_claim() =>
        Assert.That(principal.Claims.Select(static claim => (claim.Issuer, claim.OriginalIssuer)), Has.All.EqualTo(("cs-1", "cs-1")));

    [Test]
    public async Task Names_no_issuer_where_the_token_has_none()
    {
        string token = RawToken.WithPayload("""{"aud":"orders-api","exp":1767225900,"sub":"bob"}""");
        ValidatedToken validated = await Verdict.TokenOf(token, SamplePolicy.Make(issuer: Expected.NotChecked));

        Assert.That(validated.ToClaimsPrincipal().FindFirst("sub")!.Issuer, Is.EqualTo(ClaimsIdentity.DefaultIssuer));
    }

    [Test]
    public void Is_authenticated() => Assert.That((principal.Identity!.IsAuthenticated, principal.Identity.AuthenticationType), Is.EqualTo((true, "JwtKit")));

    [Test]
    public void Has_the_subject_as_its_name() => Assert.That(principal.Identity!.Name, Is.EqualTo("user-42"));

    [TestCase("reader", ExpectedResult = true)]
    [TestCase("writer", ExpectedResult = true)]
    [TestCase("Reader", ExpectedResult = false)]
    [TestCase("admin", ExpectedResult = false)]
    [TestCase("clerk", ExpectedResult = false)]
    public bool Has_the_roles(string role) => principal.IsInRole(role);

    [Test]
    public async Task Takes_other_claims_for_name_and_roles()
    {
        ClaimsPrincipal other = (await Verdict.TokenOf(RawToken.WithMember(Members))).ToClaimsPrincipal("own", "name", "role");

        Assert.That(
            (other.Identity!.AuthenticationType, other.Identity.Name, other.IsInRole("clerk"), other.IsInRole("reader")), Is.EqualTo(("own", "Bob", true, false)));
    }

    [TestCase("", "sub", "roles", "authenticationType")]
    [TestCase("own", "", "roles", "nameClaim")]
    [TestCase("own", "sub", "", "roleClaim")]
    public async Task Refuses_an_empty_name(string authenticationType, string nameClaim, string roleClaim, string parameter)
    {
        ValidatedToken token = await Verdict.TokenOf(RawToken.WithMember(Members));

        Assert.That(
            () => token.ToClaimsPrincipal(authenticationType, nameClaim, roleClaim),
            Throws.ArgumentException.With.Property(nameof(ArgumentException.ParamName)).EqualTo(parameter));
    }

    [TestCase("sub", true)]
    [TestCase("SUB", false)]
    [TestCase("sUb", false)]
    public async Task Looks_claims_up_in_their_exact_case(string name, bool isThere) =>
        Assert.That((await Verdict.TokenOf(RawToken.WithMember(Members))).TryGetString(name, out _), Is.EqualTo(isThere));

    [Test]
    public async Task Reads_a_claim_as_a_list()
    {
        (await Verdict.TokenOf(RawToken.WithMember(Members))).TryGetClaim("roles", SampleJsonContext.Default.ListString, out List<string>? roles);

        Assert.That(roles, Is.EqualTo(new[] { "reader", "writer" }));
    }
}
