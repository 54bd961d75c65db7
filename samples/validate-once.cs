// A token that counts once: the second time it is refused as replayed.
#:sdk Microsoft.NET.Sdk.Web
#:project ../src/JwtKit/JwtKit.csproj
using JwtKit;

using ILoggerFactory logging = LoggerFactory.Create(static builder => builder.AddSimpleConsole(static options => options.SingleLine = true));
ILogger logger = logging.CreateLogger("orders-api");
using SigningKey key = SigningKey.Hs256(Secret.Generate());
IReplayStore replayStore = new InMemoryReplayStore();

#region validate
JwtValidator validator = new(new ValidationPolicy
{
    Keys = [key.VerificationKey],
    Issuer = "https://id.example.com",           // Expected.NotChecked must be written
    Audience = "orders-api",
    Use = TokenUse.OneTime(replayStore),         // or TokenUse.Reusable: the developer decides, in writing
});
#endregion

JwtDescriptor order = new() { Lifetime = TimeSpan.FromMinutes(5), Issuer = "https://id.example.com", Audiences = ["orders-api"], Subject = "user-42" };
string signed = Jwt.Sign(order, key);
await ReceiveAsync(signed, CancellationToken.None);
await ReceiveAsync(signed, CancellationToken.None);
await ReceiveAsync(Jwt.Sign(order with { Audiences = ["stock-api"] }, key), CancellationToken.None);

async Task ReceiveAsync(string token, CancellationToken cancellationToken)
{
    #region validate
    ValidationOutcome outcome = await validator.ValidateAsync(token, cancellationToken);
    if (!outcome.Succeeded)
    {
        logger.LogWarning("Token refused: {Code}", outcome.Failure.Code);   // "expired", "invalid_signature", …; never token text
        return;
    }

    string? subject = outcome.Token.Subject;         // the compiler knows that there is a token here
    #endregion
    Console.WriteLine($"Token accepted, for {subject}");
}
