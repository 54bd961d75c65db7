using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class JwtDescriptorTests
{
    private const string MediaType =
        "A media type such as 'JWT' or 'at+jwt' is needed: 1 to 256 printable ASCII characters without spaces; null leaves it out. (Parameter 'Type')";

    private static JwtDescriptor Order => new()
    {
        Lifetime = TimeSpan.FromMinutes(5),
        Issuer = "https://id.example.com",
        Audiences = ["orders-api"],
        Subject = "user-42",
        NotBefore = SamplePolicy.Now,
        TokenId = TokenId.Exactly("t-1"),
        Claims = { ["scope"] = "orders:read" },
    };

    private static JwtDescriptor[] Others =>
    [
        Order with { Lifetime = TimeSpan.FromMinutes(6) },
        Order with { Issuer = "https://other.example.com" },
        Order with { Audiences = ["orders-api", "b"] },
        Order with { Subject = "USER-42" },
        Order with { NotBefore = null },
        Order with { TokenId = TokenId.None },
        Order with { Type = null },
        Order with { Claims = Order.Claims.With("scope", "orders:write") },
    ];

    [Test]
    public void Has_type_JWT_by_default() => Assert.That(new JwtDescriptor { Lifetime = TokenLifetime.Unlimited }.Type, Is.EqualTo("JWT"));

    [Test]
    public void Generates_a_token_id_by_default() =>
        Assert.That(new JwtDescriptor { Lifetime = TokenLifetime.Unlimited }.TokenId, Is.SameAs(TokenId.Generate));

    [Test]
    public void Has_no_audience_by_default() => Assert.That(new JwtDescriptor { Lifetime = TokenLifetime.Unlimited }.Audiences, Is.Empty);

    [Test]
    public void Has_no_claims_by_default() => Assert.That(new JwtDescriptor { Lifetime = TokenLifetime.Unlimited }.Claims, Is.Empty);

    [Test]
    public void Equals_one_of_the_same_content() => Assert.That(Order, Is.EqualTo(Order));

    [Test]
    public void Has_the_hash_of_one_of_the_same_content() => Assert.That(Order.GetHashCode(), Is.EqualTo(Order.GetHashCode()));

    [TestCaseSource(nameof(Others))]
    public void Differs_from_one_of_other_content(JwtDescriptor other) => Assert.That(Order, Is.Not.EqualTo(other));

    [TestCaseSource(nameof(Others))]
    public void Stays_as_it_is_when_a_changed_copy_is_made(JwtDescriptor other)
    {
        JwtDescriptor order = Order;

        _ = order with { Lifetime = other.Lifetime, Issuer = other.Issuer, Audiences = other.Audiences, Subject = other.Subject, Type = other.Type };

        Assert.That(order, Is.EqualTo(Order));
    }

    [Test]
    public void Copies_everything_that_with_does_not_name() => Assert.That(Order with { Subject = "user-42" }, Is.EqualTo(Order));

    [Test]
    public void Keeps_the_rules_of_a_platform_in_a_copy() =>
        Assert.That((KoreAi.UserToken("cs-1", "bob") with { Subject = "eve" }).Rules, Is.Not.Null);

    [Test]
    public void Differs_from_one_of_another_platform() =>
        Assert.That(Ccai.UserToken("ACME", "id-1"), Is.Not.EqualTo(new JwtDescriptor
        {
            Lifetime = TimeSpan.FromHours(1),
            Issuer = "ACME",
            TokenId = TokenId.None,
            Claims = { ["identifier"] = "id-1" },
        }));

    [Test]
    public void Refuses_an_empty_issuer() => Assert.That(
        () => Order with { Issuer = string.Empty },
        Throws.ArgumentException.With.Message.EqualTo("The value cannot be an empty string. (Parameter 'Issuer')"));

    [Test]
    public void Refuses_an_empty_subject() => Assert.That(
        () => Order with { Subject = string.Empty },
        Throws.ArgumentException.With.Message.EqualTo("The value cannot be an empty string. (Parameter 'Subject')"));

    [Test]
    public void Refuses_half_of_a_surrogate_pair_in_the_subject() => Assert.That(
        () => Order with { Subject = "\ud800" },
        Throws.ArgumentException.With.Message.EqualTo(
            "The text holds half of a surrogate pair, which has no UTF-8 form; a complete character is needed. (Parameter 'Subject')"));

    [Test]
    public void Refuses_null_audiences() => Assert.That(() => Order with { Audiences = null! }, Throws.ArgumentNullException);

    [Test]
    public void Refuses_a_null_token_id() => Assert.That(() => Order with { TokenId = null! }, Throws.ArgumentNullException);

    [Test]
    public void Refuses_null_claims() => Assert.That(() => Order with { Claims = null! }, Throws.ArgumentNullException);

    [TestCase("")]
    [TestCase("at jwt")]
    [TestCase("at\r\njwt")]
    [TestCase("jẅt")]
    public void Refuses_a_type_that_is_no_media_type(string type) =>
        Assert.That(() => Order with { Type = type }, Throws.ArgumentException.With.Message.EqualTo(MediaType));

    [Test]
    public void Refuses_a_type_of_257_characters() =>
        Assert.That(() => Order with { Type = new string('t', 257) }, Throws.ArgumentException.With.Message.EqualTo(MediaType));

    [Test]
    public void Accepts_a_type_of_256_characters() => Assert.That(() => Order with { Type = new string('t', 256) }, Throws.Nothing);

    [Test]
    public void Prints_lifetime_and_numbers() => Assert.That(
        Order.ToString(), Is.EqualTo("JwtDescriptor (lifetime 00:05:00, token id Exactly, 1 audiences, 1 claims)"));
}
