using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>Configured apps whose section or files change while the host runs.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class AppReloadTests : IDisposable
{
    private readonly AppFiles files = new();

    public void Dispose() => files.Dispose();

    [Test]
    public async Task Takes_a_changed_secret_from_its_file()
    {
        using AppDoor door = await AppDoor.OpenAsync(files.Settings());
        await File.WriteAllTextAsync(files.SecretFile, AppFiles.OtherSecret);
        door.Look();

        Assert.That((await door.UserAsync(), await door.UserAsync(AppFiles.OtherSecret)), Is.EqualTo(("invalid_signature", "accepted")));
    }

    [Test]
    public async Task Never_takes_a_file_that_is_being_written()
    {
        using AppDoor door = await AppDoor.OpenAsync(files.Settings());
        await File.WriteAllTextAsync(files.SecretFile, AppFiles.OtherSecret[..40]);
        door.Look(1);

        Assert.That(await door.UserAsync(), Is.EqualTo("accepted"));
    }

    [Test]
    public async Task Takes_a_changed_key_of_the_platform()
    {
        using AppDoor door = await AppDoor.OpenAsync(files.Settings());
        using RsaPrivateKey next = RsaPrivateKey.Generate();
        using SigningKey key = SigningKey.Hs256(Secret.FromText(AppFiles.Secret));
        EncryptionTarget target = EncryptionKey.RsaOaep(next.GetPublicKey(), "k-1").Using(ContentEncryption.A128Gcm);
        await File.WriteAllTextAsync(files.PlatformFile, next.ExportPem());
        door.Look();

        Assert.That(await door.Users.VerdictAsync(Jwt.SignAndEncrypt(KoreAi.UserToken("cs-1", "john"), key, target, door.Time)), Is.EqualTo("accepted"));
    }

    [Test]
    public async Task Takes_an_app_away_with_its_scopes_and_its_tokens()
    {
        using AppDoor door = await AppDoor.OpenAsync(files.Settings());
        door.Change(("Apps:hs:ClientId", null), ("Apps:hs:Algorithm", null), ("Apps:hs:SecretFile", null), ("Apps:hs:Scopes:0", null), ("Apps:hs:ScopesPublished", null));

        Assert.That(
            (await door.Registry.FindAsync("cs-1", CancellationToken.None), await door.UserAsync()), Is.EqualTo(((KoreAiAppRegistration?)null, "no_policy")));
    }

    [Test]
    public async Task Keeps_the_last_good_keys_where_a_file_has_none()
    {
        using AppDoor door = await AppDoor.OpenAsync(files.Settings());
        await File.WriteAllTextAsync(files.PublicFile, "nothing of a key");
        door.Look(3);

        Assert.That(await door.UserAsync(), Is.EqualTo("accepted"));
    }

    [Test]
    public async Task Keeps_the_keys_of_the_platform_for_a_kept_app_that_takes_encrypted_tokens_only()
    {
        using AppDoor door = await OpenWithoutPlatformAsync();
        using SigningKey key = SigningKey.Hs256(Secret.FromText(AppFiles.Secret));

        Assert.That(await door.Users.VerdictAsync(Jwt.SignAndEncrypt(KoreAi.UserToken("cs-1", "john"), key, AppFiles.Target(), door.Time)), Is.EqualTo("accepted"));
    }

    [Test]
    public async Task Says_that_the_keys_of_the_platform_stay_for_a_kept_app()
    {
        using AppDoor door = await OpenWithoutPlatformAsync();
        door.Look(3);

        Assert.That(door.Changes.Single(static line => line.Contains("Platform", StringComparison.Ordinal)), Is.EqualTo(
            "JwtKit.ConfiguredKoreAiApps: Error: The configuration of JwtKit:Platform has changed and is not in use; the last good one stays. JwtKit:Platform:DecryptionKeyFile: is missing; JwtKit:Apps:hs takes encrypted tokens only (EnforceEncryption). "));
    }

    [Test]
    public async Task Takes_nothing_over_again_and_again_while_it_keeps_the_keys_of_the_platform()
    {
        using AppDoor door = await OpenWithoutPlatformAsync();
        door.Look(3);

        Assert.That(door.Changes.Where(static line => line.Contains("is in use.", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Lets_the_keys_of_the_platform_go_when_the_kept_app_is_mended()
    {
        using AppDoor door = await OpenWithoutPlatformAsync();
        door.Change(("Apps:hs:SecretFile", files.SecretFile));
        door.Look();

        Assert.That((await door.Registry.FindAsync("cs-1", CancellationToken.None))!.App!.DecryptionKeys, Is.Empty);
    }

    [Test]
    public async Task Says_once_what_is_wrong_with_a_change()
    {
        using AppDoor door = await AppDoor.OpenAsync(files.Settings());
        await File.WriteAllTextAsync(files.SecretFile, "short");
        door.Look(6);

        Assert.That(door.Changes.Single(), Does.Contain("the last good one stays. JwtKit:Apps:hs:SecretFile: "));
    }

    [Test]
    public async Task Is_degraded_while_a_change_is_refused()
    {
        using AppDoor door = await AppDoor.OpenAsync(files.Settings(), static services => services.AddHealthChecks().AddJwtKit());
        HealthStatus before = await door.HealthAsync();
        await File.WriteAllTextAsync(files.SecretFile, "short");
        door.Look(3);

        Assert.That((before, await door.HealthAsync()), Is.EqualTo((HealthStatus.Healthy, HealthStatus.Degraded)));
    }

    [Test]
    public async Task Takes_the_last_app_away()
    {
        (string Key, string? Value)[] settings = files.Settings();
        using AppDoor door = await AppDoor.OpenAsync(settings);
        door.Change([.. settings.Where(static setting => setting.Key.StartsWith("Apps:", StringComparison.Ordinal)).Select(static setting => (setting.Key, (string?)null))]);

        Assert.That(await door.UserAsync(), Is.EqualTo("no_policy"));
    }

    [Test]
    public async Task Takes_the_file_that_was_mended()
    {
        using AppDoor door = await AppDoor.OpenAsync(files.Settings());
        await File.WriteAllTextAsync(files.SecretFile, "short");
        door.Look(3);
        await File.WriteAllTextAsync(files.SecretFile, AppFiles.OtherSecret);
        door.Look();

        Assert.That(await door.UserAsync(AppFiles.OtherSecret), Is.EqualTo("accepted"));
    }

    [Test]
    public async Task Takes_a_file_that_was_mended_after_a_long_time()
    {
        using AppDoor door = await AppDoor.OpenAsync(files.Settings());
        await File.WriteAllTextAsync(files.SecretFile, "short");
        await File.WriteAllTextAsync(files.PlatformFile, "nothing of a key");
        door.Look(EntryAttempts.Maximum + 10);
        await File.WriteAllTextAsync(files.SecretFile, AppFiles.OtherSecret);
        await File.WriteAllTextAsync(files.PlatformFile, AppFiles.Platform.ExportPem());
        door.Look();

        Assert.That((await door.UserAsync(AppFiles.OtherSecret), door.Changes.Count(static line => line.Contains("Error", StringComparison.Ordinal))), Is.EqualTo(("accepted", 2)));
    }

    [Test]
    public async Task Erases_the_keys_that_were_replaced()
    {
        using AppDoor door = await AppDoor.OpenAsync(files.Settings());
        using SigningKey key = SigningKey.Hs256(Secret.FromText(AppFiles.Secret));
        KoreAiApp app = (await door.Registry.FindAsync("cs-1", CancellationToken.None))!.App!;
        JwtValidator stale = new(KoreAi.ValidationPolicy(app), door.Time);
        door.Change(("Apps:hs:Name", "Reporting"));

        Assert.That(async () => await stale.ValidateAsync(Jwt.Sign(KoreAi.UserToken("cs-1", "john"), key, door.Time)), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task Erases_all_keys_when_the_host_stops()
    {
        AppDoor door = await AppDoor.OpenAsync(files.Settings());
        ITokenValidator users = door.Users;
        using SigningKey key = SigningKey.Hs256(Secret.FromText(AppFiles.Secret));
        string token = Jwt.Sign(KoreAi.UserToken("cs-1", "john"), key, door.Time);
        door.Dispose();

        Assert.That(async () => await users.ValidateAsync(token), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task Fails_no_token_while_it_changes()
    {
        using AppDoor door = await AppDoor.OpenAsync(files.Settings());
        using CancellationTokenSource done = new();
        Task changes = Task.Run(() =>
        {
            for (int change = 0; !done.IsCancellationRequested; change++)
            {
                door.Change(("Apps:hs:Name", $"Reporting {change}"));
            }
        });
        string[] verdicts = await Task.WhenAll(Enumerable.Range(0, 400).Select(_ => Task.Run(() => door.UserAsync())));
        await done.CancelAsync();
        await changes;

        Assert.That(verdicts, Has.All.EqualTo("accepted"));
    }

    /// <summary>One change takes the platform's keys away and lets the app take plain tokens, and names a file that does not exist for it.</summary>
    private async Task<AppDoor> OpenWithoutPlatformAsync()
    {
        AppDoor door = await AppDoor.OpenAsync(files.Settings(("Apps:hs:EnforceEncryption", "true")));
        door.Change(("Platform:DecryptionKeyFile", null), ("Platform:DecryptionKeyId", null), ("Apps:hs:EnforceEncryption", null), ("Apps:hs:SecretFile", files.SecretFile + ".none"));
        door.Look();
        return door;
    }
}
