using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class CcaiTests
{
    private const string Visitor = "0b9d3f6e-5f0a-4f63-9d5b-6f0a2e5d7c11";

    private static readonly FixedTimeProvider Clock = new(SamplePolicy.Now);

    private static JwtDescriptor User => Ccai.UserToken("ACME", Visitor);

    [Test]
    public void Writes_the_header_of_the_sample() =>
        Assert.That(RawToken.HeaderOf(Jwt.Sign(User, SampleKeys.Hs256, Clock)), Is.EqualTo("""{"alg":"HS256","typ":"JWT"}"""));

    [Test]
    public void Writes_the_claims_of_the_sample() => Assert.That(
        Payload(Ccai.UserToken("ACME", Visitor, "Ada", "ada@example.com")),
        Is.EqualTo($$"""{"iss":"ACME","iat":1767225600,"exp":1767229200,"identifier":"{{Visitor}}","name":"Ada","email":"ada@example.com"}"""));

    [Test]
    public void Leaves_out_a_name_and_an_address_that_are_null() =>
        Assert.That(Payload(User), Is.EqualTo($$"""{"iss":"ACME","iat":1767225600,"exp":1767229200,"identifier":"{{Visitor}}"}"""));

    [Test]
    public void Writes_a_visitor_as_the_identifier() => Assert.That(Ccai.AnonymousToken("ACME", Guid.Parse(Visitor)), Is.EqualTo(User));

    [TestCase("", "id", "n", "e", "company")]
    [TestCase("ACME", "", "n", "e", "identifier")]
    [TestCase("ACME", "id", "", "e", "name")]
    [TestCase("ACME", "id", "n", "", "email")]
    public void Refuses_empty_text(string company, string identifier, string name, string email, string parameter) => Assert.That(
        () => Ccai.UserToken(company, identifier, name, email), Throws.ArgumentException.With.Property("ParamName").EqualTo(parameter));

    [Test]
    public void Makes_visitors_of_UUID_version_4() =>
        Assert.That(Enumerable.Range(0, 100).Select(static _ => (Ccai.NewVisitor().Version, Ccai.NewVisitor().Variant >> 2)), Is.All.EqualTo((4, 2)));

    [Test]
    public void Makes_another_visitor_each_time() =>
        Assert.That(Enumerable.Range(0, 10_000).Select(static _ => Ccai.NewVisitor()), Is.Unique);

    [Test]
    public void Refuses_another_algorithm() => Assert.That(
        () => Jwt.Sign(User, SampleKeys.Rs256, Clock),
        Throws.TypeOf<TokenRuleException>().With.Message.EqualTo("CCAI Platform accepts HS256 only; the key signs with RS256."));

    [Test]
    public void Refuses_a_token_without_company() =>
        Refused(User with { Issuer = null }, "A CCAI token needs the company name as Issuer; none was found.");

    [Test]
    public void Refuses_a_token_without_end() => Refused(
        User with { Lifetime = TokenLifetime.Unlimited },
        "A CCAI token needs exp; its lifetime is unlimited. The platform's own samples use 1 hour.");

    [Test]
    public void Refuses_a_token_whose_identifier_was_replaced() => IdentifierMissing(new ClaimSet { ["name"] = "Ada" });

    [Test]
    public void Refuses_an_empty_identifier() => IdentifierMissing(new ClaimSet { ["identifier"] = string.Empty });

    [Test]
    public void Refuses_an_identifier_that_is_no_text() => IdentifierMissing(new ClaimSet { ["identifier"] = 42 });

    [Test]
    public void Refuses_an_address_as_the_identifier() => Refused(
        Ccai.UserToken("ACME", "ada@example.com"),
        "The CCAI identifier is an e-mail address; a lasting id is needed, such as a UUID. The address belongs into email.");

    [TestCase("+420123456789")]
    [TestCase("+123456789012345")]
    [TestCase("420123456789")]
    public void Accepts_a_phone_number(string number) => Assert.That(() => Payload(Ccai.UserToken("ACME", number)), Throws.Nothing);

    [TestCase("+")]
    [TestCase("+0123456789")]
    [TestCase("+1234567890123456")]
    [TestCase("+420 123 456")]
    [TestCase("+420-123-456")]
    [TestCase("+٤٢٠١٢٣٤٥٦")]
    public void Refuses_a_phone_number_of_another_form(string number) => Refused(
        Ccai.UserToken("ACME", number),
        "The CCAI identifier begins like a phone number but is not one in the form of E.164: '+', a digit from 1 to 9, then up to 14 digits.");

    private static void IdentifierMissing(ClaimSet claims) => Refused(
        User with { Claims = claims },
        "A CCAI token needs the claim 'identifier' as text, for anonymous visitors too. Claims.With keeps the preset's claims where further ones are added.");

    private static void Refused(JwtDescriptor descriptor, string message) =>
        Assert.That(() => Payload(descriptor), Throws.TypeOf<TokenRuleException>().With.Message.EqualTo(message));

    private static string Payload(JwtDescriptor descriptor) => RawToken.PayloadOf(Jwt.Sign(descriptor, SampleKeys.Hs256, Clock));

    [Test]
    public void Refuses_the_empty_UUID_as_a_visitor() => Assert.That(
        static () => Ccai.AnonymousToken("ACME", Guid.Empty),
        Throws.ArgumentException.With.Message.StartsWith("The visitor is the empty UUID, under which all visitors would be one person; Ccai.NewVisitor() makes one."));
}
