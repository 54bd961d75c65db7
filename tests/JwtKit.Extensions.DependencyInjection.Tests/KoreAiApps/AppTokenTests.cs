using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>Tokens of configured apps, through the validators that come with them.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class AppTokenTests : IDisposable
{
    private readonly AppFiles files = new();

    public void Dispose() => files.Dispose();

    [TestCase("HS256")]
    [TestCase("HS512")]
    [TestCase("RS256")]
    [TestCase("RS512")]
    public async Task Count_under_each_algorithm_that_an_app_registers(string name)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.All.Single(known => known.Name == name);
        string secret = AppFiles.Secret + AppFiles.OtherSecret;
        using AppDoor door = await AppDoor.OpenAsync(files.Settings(
            ("Apps:x:ClientId", "cs-x"), ("Apps:x:Algorithm", name), algorithm.IsSymmetric ? ("Apps:x:Secret", secret) : ("Apps:x:KeyFile", files.PublicFile)));
        using SigningKey key = algorithm.IsSymmetric ? SigningKey.FromSecret(algorithm, Secret.FromText(secret)) : SigningKey.FromPrivateKey(algorithm, RsaPrivateKey.FromPem(AppFiles.App.ExportPem()));

        Assert.That(await door.Api.VerdictAsync(Jwt.Sign(KoreAi.ApiToken("cs-x", "reporting"), key, door.Time)), Is.EqualTo("accepted"));
    }

    [Test]
    public async Task Count_signed_and_encrypted([Values("RSA-OAEP", "RSA1_5")] string management)
    {
        KeyManagement way = KoreAi.KeyManagements.Single(known => known.Name == management);
        using AppDoor door = await AppDoor.OpenAsync(files.Settings(("Platform:KeyManagements:0", "RSA-OAEP"), ("Platform:KeyManagements:1", "RSA1_5")));
        using SigningKey key = SigningKey.Hs256(Secret.FromText(AppFiles.Secret));
        string signed = await door.UserAsync();

        Assert.That(
            (signed, await door.Users.VerdictAsync(Jwt.SignAndEncrypt(KoreAi.UserToken("cs-1", "john"), key, AppFiles.Target(way), door.Time))), Is.EqualTo(("accepted", "accepted")));
    }

    [Test]
    public async Task Need_the_legacy_way_to_be_switched_on()
    {
        using AppDoor door = await AppDoor.OpenAsync(files.Settings());
        using SigningKey key = SigningKey.Hs256(Secret.FromText(AppFiles.Secret));

        Assert.That(
            await door.Users.VerdictAsync(Jwt.SignAndEncrypt(KoreAi.UserToken("cs-1", "john"), key, AppFiles.Target(KeyManagement.Rsa15), door.Time)), Is.EqualTo("algorithm_mismatch"));
    }

    [Test]
    public async Task Must_be_for_the_platforms_key()
    {
        using AppDoor door = await AppDoor.OpenAsync(files.Settings());
        using SigningKey key = SigningKey.Hs256(Secret.FromText(AppFiles.Secret));

        Assert.That(
            await door.Users.VerdictAsync(Jwt.SignAndEncrypt(KoreAi.UserToken("cs-1", "john"), key, AppFiles.Target(keyId: "k-2"), door.Time)), Is.EqualTo("unknown_key"));
    }

    [Test]
    public async Task Open_under_the_platforms_retired_key_too()
    {
        using RsaPrivateKey next = RsaPrivateKey.Generate();
        using TemporaryFile file = new(next.ExportPem());
        using AppDoor door = await AppDoor.OpenAsync(files.Settings(
            ("Platform:DecryptionKeyFile", file.Path), ("Platform:DecryptionKeyId", "k-2"), ("Platform:RetiredDecryptionKeyFile", files.PlatformFile), ("Platform:RetiredDecryptionKeyId", "k-1")));
        using SigningKey key = SigningKey.Hs256(Secret.FromText(AppFiles.Secret));

        Assert.That(await door.Users.VerdictAsync(Jwt.SignAndEncrypt(KoreAi.UserToken("cs-1", "john"), key, AppFiles.Target(), door.Time)), Is.EqualTo("accepted"));
    }

    [TestCase("EnforceEncryption", "not_encrypted")]
    [TestCase("EnforceTokenId", "token_id_missing")]
    public async Task Are_refused_without_what_the_app_enforces(string setting, string expected)
    {
        using AppDoor door = await AppDoor.OpenAsync(files.Settings(("Apps:hs:" + setting, "true")));
        using SigningKey key = SigningKey.Hs256(Secret.FromText(AppFiles.Secret));

        Assert.That(await door.Api.VerdictAsync(Jwt.Sign(KoreAi.ApiToken("cs-1", "reporting"), key, door.Time)), Is.EqualTo(expected));
    }

    [Test]
    public async Task Need_no_end_where_the_app_says_so([Values] bool isAllowed)
    {
        using AppDoor door = await AppDoor.OpenAsync(files.Settings(("Apps:hs:AllowUnlimitedApiTokens", isAllowed ? "true" : "false")));
        using SigningKey key = SigningKey.Hs256(Secret.FromText(AppFiles.Secret));
        JwtDescriptor token = KoreAi.ApiToken("cs-1", "reporting") with { Lifetime = TokenLifetime.Unlimited };

        Assert.That(await door.Api.VerdictAsync(Jwt.Sign(token, key, door.Time)), Is.EqualTo(isAllowed ? "accepted" : "expiration_missing"));
    }

    [Test]
    public async Task Count_once_where_they_have_an_id()
    {
        using AppDoor door = await AppDoor.OpenAsync(files.Settings());
        using SigningKey key = SigningKey.Hs256(Secret.FromText(AppFiles.Secret));
        string token = Jwt.Sign(KoreAi.UserToken("cs-1", "john"), key, door.Time);

        Assert.That((await door.Users.VerdictAsync(token), await door.Users.VerdictAsync(token)), Is.EqualTo(("accepted", "replayed")));
    }

    [Test]
    public async Task Stay_used_when_the_configuration_changes()
    {
        using AppDoor door = await AppDoor.OpenAsync(files.Settings());
        using SigningKey key = SigningKey.Hs256(Secret.FromText(AppFiles.Secret));
        string token = Jwt.Sign(KoreAi.UserToken("cs-1", "john"), key, door.Time);
        await door.Users.VerdictAsync(token);
        door.Change(("Apps:hs:Name", "Reporting"));

        Assert.That(await door.Users.VerdictAsync(token), Is.EqualTo("replayed"));
    }

    [Test]
    public async Task Count_under_a_former_secret_too()
    {
        using AppDoor door = await AppDoor.OpenAsync(files.Settings(("Apps:hs:FormerSecret", AppFiles.OtherSecret)));

        Assert.That((await door.UserAsync(), await door.UserAsync(AppFiles.OtherSecret)), Is.EqualTo(("accepted", "accepted")));
    }

    [Test]
    public async Task Of_another_app_are_not_this_apps()
    {
        using AppDoor door = await AppDoor.OpenAsync(files.Settings());

        Assert.That((await door.UserAsync(clientId: "cs-2"), await door.UserAsync(clientId: "cs-3")), Is.EqualTo(("algorithm_mismatch", "no_policy")));
    }

    [Test]
    public async Task Can_be_checked_by_code_that_asks_the_registry()
    {
        using AppDoor door = await AppDoor.OpenAsync(files.Settings());
        using SigningKey key = SigningKey.Hs256(Secret.FromText(AppFiles.Secret));
        JwtValidator validator = new(new KoreAiPolicySource(door.Registry, KoreAiTokenKind.User), door.Time);

        Assert.That((await validator.ValidateAsync(Jwt.Sign(KoreAi.UserToken("cs-1", "john"), key, door.Time))).Succeeded);
    }

    [Test]
    public async Task Are_left_to_something_else_where_the_app_has_no_key()
    {
        using AppDoor door = await AppDoor.OpenAsync([("Apps:hs:ClientId", "cs-1"), ("Apps:hs:Scopes:0", "Chat History"), ("Platform", "")]);

        Assert.That((await door.Registry.FindAsync("cs-1", CancellationToken.None))!.App, Is.Null);
    }

    [Test]
    public async Task Have_the_validators_names()
    {
        using AppDoor door = await AppDoor.OpenAsync(files.Settings());

        Assert.That((door.Users.Name, door.Api.Name), Is.EqualTo(("KoreAi:User", "KoreAi:Api")));
    }
}
