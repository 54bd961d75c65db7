// The platform's side: Kore.ai's tokens are checked as the platform checks them, one kind at a time and many kinds behind one door.
#:project ../src/JwtKit/JwtKit.csproj
using JwtKit;

using SigningKey key = SigningKey.Hs256(Secret.Generate());                                  // the app's
using RsaPrivateKey privateKey = RsaPrivateKey.Generate();                                   // the platform's
using EncryptionKey platform = EncryptionKey.RsaOaep(privateKey.GetPublicKey(), keyId: "platform-1");
using DecryptionKey platformKey = DecryptionKey.RsaOaep(privateKey, keyId: "platform-1");
InMemoryReplayStore store = new();

#region app
KoreAiApp app = new() { ClientId = "cs-demo", Keys = [key.VerificationKey], DecryptionKeys = [platformKey], ReplayStore = store, EnforceTokenId = true };
JwtValidator users = new(KoreAi.ValidationPolicy(app));
JwtValidator api   = new(KoreAi.ValidationPolicy(app, KoreAiTokenKind.Api));
#endregion

string user = Jwt.Sign(KoreAi.UserToken("cs-demo", subject: "john@example.com"), key);
await ShowAsync("A user", users, user);
await ShowAsync("The same token again", users, user);
await ShowAsync("An application, without jti", api, Jwt.Sign(KoreAi.ApiToken("cs-demo", subject: "reporting"), key));

JwtValidator door = Doors(new DemoRegistry(app)).Users;
JwtDescriptor another = KoreAi.UserToken("cs-demo", subject: "jane@example.com");
await ShowAsync("Signed, at the door", door, Jwt.Sign(another, key));
await ShowAsync("Encrypted, at the door", door, Jwt.SignAndEncrypt(another, key, platform.Using(ContentEncryption.A256Gcm)));
await ShowAsync("Of another app", door, Jwt.Sign(KoreAi.UserToken("cs-other", subject: "jane@example.com"), key));

static async Task ShowAsync(string what, JwtValidator validator, string token)
{
    ValidationOutcome outcome = await validator.ValidateAsync(token);
    Console.WriteLine($"{what}: {(outcome.Succeeded ? $"accepted, for {outcome.Token.Subject}" : KoreAi.ErrorBody(outcome.Failure))}");
}

(JwtValidator Users, JwtValidator Api) Doors(IKoreAiAppRegistry registry)
{
    #region door
    JwtValidator users = new(new KoreAiPolicySource(registry, KoreAiTokenKind.User), [platformKey]);
    JwtValidator api   = new(new KoreAiPolicySource(registry, KoreAiTokenKind.Api), [platformKey]);
    #endregion
    return (users, api);
}

internal sealed class DemoRegistry(KoreAiApp app) : IKoreAiAppRegistry
{
    private readonly KoreAiAppRegistration registration = new() { ClientId = app.ClientId, App = app };

    public ValueTask<KoreAiAppRegistration?> FindAsync(string clientId, CancellationToken cancellationToken) =>
        new(clientId == registration.ClientId ? registration : null);
}
