using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

[TestFixture]
internal sealed class KaizalaOptionsTests
{
    [Test]
    public void Stop_the_start_without_a_base_address() => Assert.That(
        async () => await TestHost.StartAsync(static _ => { }, services: static services => services.AddAuthentication().AddKaizala(static _ => { })),
        Throws.TypeOf<OptionsValidationException>().With.Message.EqualTo(
            "KaizalaOptions.BaseAddress (scheme 'Kaizala'): is missing; the address of the service that knows the tokens is needed, such as https://api.example.com/."));

    [TestCase("https://api.example.com")]
    [TestCase("https://api.example.com/kaizala/")]
    [TestCase("https://127.0.0.1:8443/")]
    public void Take_an_https_address(string address) => Assert.That(FaultsOf(options => options.BaseAddress = new Uri(address)), Is.Empty);

    [TestCase("http://127.0.0.1:5080/")]
    [TestCase("http://127.200.3.4/")]
    [TestCase("http://[::1]:5080/")]
    [TestCase("http://localhost:5080/")]
    public void Take_http_on_this_machine_where_asked_to(string address) => Assert.That(
        FaultsOf(options =>
        {
            options.BaseAddress = new Uri(address);
            options.AllowHttpOnLoopback = true;
        }),
        Is.Empty);

    [TestCase("http://api.example.com/", false, "is http on api.example.com; https is needed, since whoever is on the way could take the tokens and answer for the service.")]
    [TestCase("http://api.example.com/", true, "is http on api.example.com; https is needed, since whoever is on the way could take the tokens and answer for the service.")]
    [TestCase("http://128.0.0.1/", true, "is http on 128.0.0.1; https is needed, since whoever is on the way could take the tokens and answer for the service.")]
    [TestCase("http://localhost.example.com/", true, "is http on localhost.example.com; https is needed, since whoever is on the way could take the tokens and answer for the service.")]
    [TestCase("http://localhost/", false, "is http on localhost; https is needed, or AllowHttpOnLoopback = true.")]
    [TestCase("ftp://api.example.com/", true, "has another scheme; https is needed.")]
    [TestCase("/v1", true, "is relative; an absolute https address is needed.")]
    [TestCase("https://ada:secret@api.example.com/", false, "holds a user name or password; an address without is needed.")]
    [TestCase("https://api.example.com/?tenant=1", false, "holds a query or a fragment; an address without is needed, since /v1/users/me is appended to it.")]
    [TestCase("https://api.example.com/#top", false, "holds a query or a fragment; an address without is needed, since /v1/users/me is appended to it.")]
    public void Refuse_other_addresses(string address, bool allowHttpOnLoopback, string fault) => Assert.That(
        FaultsOf(options =>
        {
            // What begins with a slash is an absolute path of a file elsewhere than on Windows.
            options.BaseAddress = new Uri(address, address[0] == '/' ? UriKind.Relative : UriKind.Absolute);
            options.AllowHttpOnLoopback = allowHttpOnLoopback;
        }),
        Is.EqualTo(new[] { "KaizalaOptions.BaseAddress (scheme 'Kaizala'): " + fault }));

    [TestCase(-1, "KaizalaOptions.CacheDuration (scheme 'Kaizala'): is -00:00:01; 0 to 5 minutes are needed, since a token is accepted for up to this long after it was revoked.")]
    [TestCase(301, "KaizalaOptions.CacheDuration (scheme 'Kaizala'): is 00:05:01; 0 to 5 minutes are needed, since a token is accepted for up to this long after it was revoked.")]
    public void Refuse_to_keep_answers_for_long(int seconds, string fault) =>
        Assert.That(FaultsOf(options => options.CacheDuration = TimeSpan.FromSeconds(seconds)), Is.EqualTo(new[] { fault }));

    [TestCase(0)]
    [TestCase(300)]
    public void Keep_answers_for_5_minutes_at_most(int seconds) => Assert.That(FaultsOf(options => options.CacheDuration = TimeSpan.FromSeconds(seconds)), Is.Empty);

    [TestCase(0)]
    [TestCase(61)]
    public void Refuse_a_time_out_that_makes_no_sense(int seconds) => Assert.That(
        FaultsOf(options => options.Timeout = TimeSpan.FromSeconds(seconds)),
        Is.EqualTo(new[] { $"KaizalaOptions.Timeout (scheme 'Kaizala'): is {TimeSpan.FromSeconds(seconds)}; more than 0 and at most 1 minute is needed, since a caller waits for it." }));

    [TestCase(0)]
    [TestCase(1_000_001)]
    public void Refuse_a_capacity_that_makes_no_sense(int capacity) => Assert.That(
        FaultsOf(options => options.CacheCapacity = capacity),
        Is.EqualTo(new[] { $"KaizalaOptions.CacheCapacity (scheme 'Kaizala'): is {capacity}; 1 to 1000000 tokens are needed. CacheDuration of 0 keeps none." }));

    [TestCase("")]
    [TestCase("access token")]
    [TestCase("accessToken:")]
    [TestCase("accessT\u00f6ken")]
    public void Refuse_what_is_no_name_of_a_header(string name) => Assert.That(
        FaultsOf(options => options.HeaderName = name),
        Is.EqualTo(new[] { "KaizalaOptions.HeaderName (scheme 'Kaizala'): is not the name of a header; letters, digits and '-' are needed, such as accessToken." }));

    [Test]
    public void Report_all_faults_at_once() => Assert.That(
        FaultsOf(static options =>
        {
            options.BaseAddress = null;
            options.Timeout = TimeSpan.Zero;
        }),
        Has.Count.EqualTo(2));

    [Test]
    public void Are_checked_for_each_scheme()
    {
        ServiceCollection services = new();
        services.AddAuthentication()
            .AddKaizala("one", static options => options.BaseAddress = new Uri("https://one.example.com"))
            .AddKaizala("two", static _ => { });
        using ServiceProvider provider = services.BuildServiceProvider();

        Assert.That(Faults.Of(provider), Has.Count.EqualTo(1).And.Some.StartsWith("KaizalaOptions.BaseAddress (scheme 'two'): is missing;"));
    }

    [Test]
    public void Name_at_least_one_card() => Assert.That(
        static () => new AuthorizationPolicyBuilder().RequireActionPackage(),
        Throws.ArgumentException.With.Message.StartsWith("There is no id of an action package, or an empty one; at least one is needed, and all with text."));

    [Test]
    public void Name_no_empty_card() => Assert.That(
        static () => new AuthorizationPolicyBuilder().RequireActionPackage("com.example.card", ""),
        Throws.ArgumentException.With.Message.StartsWith("There is no id of an action package, or an empty one; at least one is needed, and all with text."));

    private static List<string> FaultsOf(Action<KaizalaOptions> change)
    {
        ServiceCollection services = new();
        services.AddAuthentication().AddKaizala(options =>
        {
            options.BaseAddress = new Uri("https://api.example.com/");
            change(options);
        });
        using ServiceProvider provider = services.BuildServiceProvider();
        return Faults.Of(provider);
    }
}
