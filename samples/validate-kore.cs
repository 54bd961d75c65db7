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

#region door
JwtValidator door = new(new DemoApp(app), [platformKey]);      // with the platform's keys, the source sees who sent an encrypted token

#endregion

JwtDescriptor another = KoreAi.UserToken("cs-demo", subject: "jane@example.com");
await ShowAsync("Signed, at the door", door, Jwt.Sign(another, key));
await ShowAsync("Encrypted, at the door", door, Jwt.SignAndEncrypt(another, key, platform.Using(ContentEncryption.A256Gcm)));
await ShowAsync("Of another app", door, Jwt.Sign(KoreAi.UserToken("cs-other", subject: "jane@example.com"), key));

static async Task ShowAsync(string what, JwtValidator validator, string token)
{
    ValidationOutcome outcome = await validator.ValidateAsync(token);
    Console.WriteLine($"{what}: {(outcome.Succeeded ? $"accepted, for {outcome.Token.Subject}" : KoreAi.ErrorBody(outcome.Failure))}");
}

#region door
internal sealed class DemoApp(KoreAiApp app) : IPolicySource
{
    private readonly ValidationPolicy signed = KoreAi.ValidationPolicy(app), encrypted = KoreAi.ValidationPolicy(app with { EnforceEncryption = true });

    public ValueTask<ValidationPolicy?> FindAsync(TokenHint hint, CancellationToken cancellationToken) =>
        new((hint.KoreIssuer ?? hint.Issuer) != app.ClientId ? null : hint.IsEncrypted ? encrypted : signed);
}
#endregion
