using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>Changes of files that the configuration names.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class FileReloadTests : IDisposable
{
    private const string First = "the-first-secret-0123456789-0123456789";
    private const string Second = "the-second-secret-0123456789-012345678";

    private readonly TemporaryFile file = new(First);

    public void Dispose() => file.Dispose();

    [Test]
    public async Task Uses_a_changed_secret_when_two_looks_agree()
    {
        using ReloadHost host = await StartAsync();
        await File.WriteAllTextAsync(file.Path, Second);
        host.Look();

        Assert.That(await host.Issuer("own").IsUnderAsync(Second));
    }

    [Test]
    public async Task Waits_for_the_second_look()
    {
        using ReloadHost host = await StartAsync();
        await File.WriteAllTextAsync(file.Path, Second);
        host.Look(1);

        Assert.That(await host.Issuer("own").IsUnderAsync(First));
    }

    [Test]
    public async Task Never_uses_a_file_that_is_being_written()
    {
        using ReloadHost host = await StartAsync();
        for (int length = 32; length < Second.Length; length++)
        {
            await File.WriteAllTextAsync(file.Path, Second[..length]);
            host.Look(1);
        }

        Assert.That(await host.Issuer("own").IsUnderAsync(First));
    }

    [Test]
    public async Task Never_uses_half_a_file_after_a_refusal()
    {
        using ReloadHost host = await StartAsync();
        await File.WriteAllTextAsync(file.Path, "");
        host.Look(3);
        await File.WriteAllTextAsync(file.Path, Second[..33]);
        host.Look(1);

        Assert.That(await host.Issuer("own").IsUnderAsync(First));
    }

    [Test]
    public async Task Never_uses_half_a_file_because_the_section_changed_meanwhile()
    {
        ChangingSettings settings = Settings();
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        await File.WriteAllTextAsync(file.Path, Second[..33]);
        host.Look(1);
        settings.Change(("Issuers:own:KeyId", "k2"));

        Assert.That(await host.Issuer("own").IsUnderAsync(First));
    }

    [Test]
    public async Task Takes_over_a_section_that_changed_while_a_file_was_written()
    {
        ChangingSettings settings = Settings();
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        await File.WriteAllTextAsync(file.Path, Second);
        settings.Change(("Issuers:own:KeyId", "k2"));
        host.Look();
        string token = await host.Issuer("own").IssueAsync(Verdicts.John);

        Assert.That((token.IsUnder(Second), TokenText.Part(token, 0)["kid"]!.GetValue<string>()), Is.EqualTo((true, "k2")));
    }

    [Test]
    public async Task Uses_a_file_that_comes_after_the_section_that_names_it()
    {
        ChangingSettings settings = Settings();
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        using TemporaryFile later = new(Second);
        File.Delete(later.Path);
        settings.Change(("Issuers:own:SecretFile", later.Path));
        host.Look(3);
        await File.WriteAllTextAsync(later.Path, Second);
        host.Look();

        Assert.That(await host.Issuer("own").IsUnderAsync(Second));
    }

    [Test]
    public async Task Keeps_the_last_good_secret_while_the_file_is_away()
    {
        using ReloadHost host = await StartAsync();
        File.Delete(file.Path);
        host.Look(5);

        Assert.That(await host.Issuer("own").IsUnderAsync(First));
    }

    [Test]
    public async Task Says_once_that_a_file_is_away()
    {
        using ReloadHost host = await StartAsync();
        File.Delete(file.Path);
        host.Look(5);

        Assert.That(host.Changes, Is.EqualTo(new[]
        {
            $"{ReloadHost.Category}: Error: The configuration of JwtKit:Issuers:own has changed and is not in use; the last good one stays. JwtKit:Issuers:own:SecretFile: the file '{file.Path}' does not exist; a readable file is needed. ",
        }));
    }

    [Test]
    [Platform("Unix")]
    public async Task Keeps_the_last_good_secret_while_the_file_is_a_named_pipe_and_says_so()
    {
        using ReloadHost host = await StartAsync();
        File.Delete(file.Path);
        IrregularFiles.MakePipe(file.Path);
        host.Look(5);

        Assert.That((await host.Issuer("own").IsUnderAsync(First), string.Join('|', host.Changes)), Is.EqualTo((
            true,
            $"{ReloadHost.Category}: Error: The configuration of JwtKit:Issuers:own has changed and is not in use; the last good one stays. JwtKit:Issuers:own:SecretFile: the file '{file.Path}' is a named pipe; a regular file is needed, or a link to one. ")));
    }

    [Test]
    [Platform("Unix")]
    public async Task Uses_a_file_that_comes_back_after_a_named_pipe()
    {
        using ReloadHost host = await StartAsync();
        File.Delete(file.Path);
        IrregularFiles.MakePipe(file.Path);
        host.Look(3);
        File.Delete(file.Path);
        await File.WriteAllTextAsync(file.Path, Second);
        host.Look();

        Assert.That(await host.Issuer("own").IsUnderAsync(Second));
    }

    [Test]
    public async Task Uses_a_file_that_comes_back()
    {
        using ReloadHost host = await StartAsync();
        File.Delete(file.Path);
        host.Look(5);
        await File.WriteAllTextAsync(file.Path, Second);
        host.Look();

        Assert.That(await host.Issuer("own").IsUnderAsync(Second));
    }

    [Test]
    public async Task Never_says_what_a_refused_secret_was()
    {
        using ReloadHost host = await StartAsync();
        await File.WriteAllTextAsync(file.Path, "too-short-secret");
        host.Look();

        Assert.That(host.Log.All, Has.Some.Contains("JwtKit:Issuers:own:SecretFile:").And.None.Contains("too-short-secret"));
    }

    [Test]
    [Platform("Unix")]
    public async Task Follows_a_link_that_is_turned_as_in_a_mounted_secret()
    {
        string mount = Directory.CreateTempSubdirectory().FullName;
        try
        {
            WriteVersion(mount, "v1", First);
            File.CreateSymbolicLink(Path.Combine(mount, "..data"), "v1");
            File.CreateSymbolicLink(Path.Combine(mount, "secret"), Path.Combine("..data", "secret"));
            using ReloadHost host = await ReloadHost.StartAsync(Settings(Path.Combine(mount, "secret")).Section);
            WriteVersion(mount, "v2", Second);
            File.Delete(Path.Combine(mount, "..data"));
            File.CreateSymbolicLink(Path.Combine(mount, "..data"), "v2");
            host.Look();

            Assert.That(await host.Issuer("own").IsUnderAsync(Second));
        }
        finally
        {
            Directory.Delete(mount, recursive: true);
        }
    }

    [Test]
    public async Task Uses_a_changed_key_file()
    {
        string second = Verdicts.NewKeyPem();
        await File.WriteAllTextAsync(file.Path, Verdicts.NewKeyPem());
        ChangingSettings settings = Settings();
        settings.Change(("Issuers:own:SecretFile", null), ("Issuers:own:KeyFile", file.Path));
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        await File.WriteAllTextAsync(file.Path, second);
        host.Look();

        Assert.That((await host.Issuer("own").IssueAsync(Verdicts.John)).IsUnderKey(second));
    }

    [Test]
    public async Task Validates_by_a_changed_secret()
    {
        ChangingSettings settings = Settings();
        settings.Change(
            ("Validators:own:Issuer", "https://id.example.com"), ("Validators:own:Audience", "orders-api"), ("Validators:own:Use", "Reusable"), ("Validators:own:SecretFile", file.Path));
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        await File.WriteAllTextAsync(file.Path, Second);
        host.Look();

        Assert.That(await host.Validator("own").VerdictAsync(await host.Issuer("own").IssueAsync(Verdicts.John)), Is.EqualTo("accepted"));
    }

    [Test]
    public async Task Accepts_tokens_from_before_and_after_where_the_former_secret_is_kept()
    {
        using TemporaryFile former = new(First);
        ChangingSettings settings = Settings();
        settings.Change(
            ("Validators:own:Issuer", "https://id.example.com"), ("Validators:own:Audience", "orders-api"), ("Validators:own:Use", "Reusable"), ("Validators:own:SecretFile", file.Path), ("Validators:own:FormerSecretFile", former.Path));
        using ReloadHost host = await ReloadHost.StartAsync(settings.Section);
        string before = await host.Issuer("own").IssueAsync(Verdicts.John);
        await File.WriteAllTextAsync(file.Path, Second);
        host.Look();
        string after = await host.Issuer("own").IssueAsync(Verdicts.John);

        Assert.That(
            (after.IsUnder(Second), await host.Validator("own").VerdictAsync(before), await host.Validator("own").VerdictAsync(after)),
            Is.EqualTo((true, "accepted", "accepted")));
    }

    [Test]
    public async Task Erases_the_old_key()
    {
        using ReloadHost host = await StartAsync();
        VerificationKey old = host.KeyOf("own");
        await File.WriteAllTextAsync(file.Path, Second);
        host.Look();

        Assert.That(() => Jws.TryVerify("e30.e30.AAAA", old, out _) || Jws.TryVerify(Jws.Sign("x"u8, SampleHs256()), old, out _), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task Looks_no_more_once_the_host_is_gone()
    {
        ReloadHost host = await StartAsync();
        host.Dispose();
        await File.WriteAllTextAsync(file.Path, Second);
        host.Look(4);

        Assert.That(host.Changes, Is.Empty);
    }

    private static SigningKey SampleHs256() => SigningKey.Hs256(Secret.FromText(First));

    private static void WriteVersion(string mount, string version, string secret)
    {
        Directory.CreateDirectory(Path.Combine(mount, version));
        File.WriteAllText(Path.Combine(mount, version, "secret"), secret);
    }

    private ChangingSettings Settings(string? path = null) => new(
        ("Issuers:own:Issuer", "https://id.example.com"),
        ("Issuers:own:Audience", "orders-api"),
        ("Issuers:own:Lifetime", "00:05:00"),
        ("Issuers:own:SecretFile", path ?? file.Path));

    private Task<ReloadHost> StartAsync() => ReloadHost.StartAsync(Settings().Section);
}
