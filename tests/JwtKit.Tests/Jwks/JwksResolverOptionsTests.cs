using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>What a resolver cannot be made with, and what is said of it.</summary>
[TestFixture]
internal sealed class JwksResolverOptionsTests
{
    private static readonly Uri Address = new(FetchedKeysScene.Address);

    private static TestCaseData[] WrongOptions =>
    [
        new TestCaseData(new JwksResolverOptions { MaximumLength = 0 }, "MaximumLength is 0; 1 to 16777216 bytes are needed.").SetArgDisplayNames("no length"),
        new TestCaseData(new JwksResolverOptions { MaximumLength = 16_777_217 }, "MaximumLength is 16777217; 1 to 16777216 bytes are needed.").SetArgDisplayNames("length"),
        new TestCaseData(new JwksResolverOptions { Timeout = TimeSpan.Zero }, "Timeout is 00:00:00; more than zero and at most 00:05:00 is needed.").SetArgDisplayNames("no time"),
        new TestCaseData(new JwksResolverOptions { Timeout = Timeout.InfiniteTimeSpan }, "Timeout is -00:00:00.0010000; more than zero and at most 00:05:00 is needed.").SetArgDisplayNames("endless"),
        new TestCaseData(new JwksResolverOptions { Timeout = TimeSpan.FromMinutes(6) }, "Timeout is 00:06:00; more than zero and at most 00:05:00 is needed.").SetArgDisplayNames("time"),
        new TestCaseData(new JwksResolverOptions { RefreshInterval = TimeSpan.FromSeconds(29) }, "RefreshInterval is 00:00:29; at least 00:00:30 is needed.").SetArgDisplayNames("interval"),
        new TestCaseData(new JwksResolverOptions { MaximumAge = TimeSpan.FromHours(1) }, "MaximumAge is 01:00:00; more than RefreshInterval, which is 01:00:00, is needed, or null.").SetArgDisplayNames("age"),
    ];

    [TestCase("http://id.example.com/", "The address of the keys is http on id.example.com; https is needed, since whoever can change the answer can sign.")]
    [TestCase("http://127.0.0.1.example.com/", "The address of the keys is http on 127.0.0.1.example.com; https is needed, since whoever can change the answer can sign.")]
    [TestCase("http://localhost.example.com/", "The address of the keys is http on localhost.example.com; https is needed, since whoever can change the answer can sign.")]
    [TestCase("http://10.0.0.1/", "The address of the keys is http on 10.0.0.1; https is needed, since whoever can change the answer can sign.")]
    [TestCase("http://[::2]/", "The address of the keys is http on [::2]; https is needed, since whoever can change the answer can sign.")]
    [TestCase("http://0.0.0.0/", "The address of the keys is http on 0.0.0.0; https is needed, since whoever can change the answer can sign.")]
    [TestCase("ftp://id.example.com/", "The address of the keys has another scheme; https is needed.")]
    [TestCase("file:///keys.json", "The address of the keys has another scheme; https is needed.")]
    [TestCase("https://user:word@id.example.com/", "The address of the keys holds a user name or password; an address without is needed.")]
    [TestCase("https://user@id.example.com/", "The address of the keys holds a user name or password; an address without is needed.")]
    [TestCase("https://id.example.com/#keys", "The address of the keys holds a fragment (#), which is never sent; an address without is needed.")]
    [TestCase("https://id.example.com/#", "The address of the keys holds a fragment (#), which is never sent; an address without is needed.")]
    [TestCase("/jwks.json", "The address of the keys is relative; an absolute https address is needed.")]
    public void Throws_when_the_address_is_not_acceptable(string address, string message) => Assert.That(
        () => new JwksResolver(new Uri(address, UriKind.RelativeOrAbsolute), SignatureAlgorithm.Rs256, new JwksResolverOptions { AllowHttpOnLoopback = true }),
        Throws.ArgumentException.With.Message.EqualTo(message + " (Parameter 'address')"));

    [Test]
    public void Throws_when_http_on_loopback_was_not_asked_for() => Assert.That(
        () => new JwksResolver(new Uri("http://127.0.0.1:5080/jwks.json"), SignatureAlgorithm.Rs256),
        Throws.ArgumentException.With.Message.EqualTo(
            "The address of the keys is http on 127.0.0.1; https is needed, or AllowHttpOnLoopback = true. (Parameter 'address')"));

    [TestCase("http://127.0.0.1:5080/")]
    [TestCase("http://127.255.0.1/")]
    [TestCase("http://[::1]:5080/")]
    [TestCase("http://localhost/")]
    [TestCase("http://LocalHost/")]
    [TestCase("https://id.example.com/keys?tenant=7")]
    public void Accepts_https_and_loopback_by_its_option(string address) => Assert.That(
        () => new JwksResolver(new Uri(address), SignatureAlgorithm.Rs256, new JwksResolverOptions { AllowHttpOnLoopback = true }).Dispose(), Throws.Nothing);

    [TestCaseSource(nameof(WrongOptions))]
    public void Throws_when_an_option_is_out_of_range(JwksResolverOptions options, string message) => Assert.That(
        () => new JwksResolver(Address, SignatureAlgorithm.Rs256, options), Throws.ArgumentException.With.Message.EqualTo(message));

    [Test]
    public void Throws_when_the_algorithm_is_symmetric() => Assert.That(
        () => new JwksResolver(Address, [SignatureAlgorithm.Rs256, SignatureAlgorithm.Hs256]),
        Throws.ArgumentException.With.Message.EqualTo(
            "HS256 needs a shared secret, which is never published; RS256 or RS384 or RS512 is needed. (Parameter 'algorithms')"));

    [Test]
    public void Throws_when_there_is_no_algorithm() => Assert.That(
        () => new JwksResolver(Address, []),
        Throws.ArgumentException.With.Message.EqualTo("There is no algorithm, or one is null; at least one RSA algorithm is needed. (Parameter 'algorithms')"));

    [Test]
    public void Throws_when_an_algorithm_is_null() => Assert.That(() => new JwksResolver(Address, (SignatureAlgorithm)null!), Throws.ArgumentNullException);

    [Test]
    public void Throws_when_the_address_is_null() => Assert.That(() => new JwksResolver(null!, SignatureAlgorithm.Rs256), Throws.ArgumentNullException);
}
