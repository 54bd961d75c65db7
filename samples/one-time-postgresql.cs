// One-time tokens that all nodes remember together, in PostgreSQL: ConnectionStrings__tokens="Host=127.0.0.1;Database=…" dotnet run samples/one-time-postgresql.cs
#:sdk Microsoft.NET.Sdk.Web
#:project ../src/JwtKit.PostgreSql/JwtKit.PostgreSql.csproj
#region host
using JwtKit;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
#endregion
if (builder.Configuration.GetConnectionString("tokens") is null)
{
    Console.Error.WriteLine("A database is needed: set ConnectionStrings__tokens to its connection string.");
    return 1;
}

#region host
string connectionString = builder.Configuration.GetConnectionString("tokens")!;   // in production from the environment: ConnectionStrings__tokens
using SigningKey key = SigningKey.Hs256(Secret.FromText("demo-secret-0123456789-0123456789-abcdef"));

builder.Services.AddPostgreSqlReplayStore(connectionString);      // as IReplayStore; or on the host's own NpgsqlDataSource
builder.Services.AddSingleton(services => new JwtValidator(new ValidationPolicy
{
    Keys = [key.VerificationKey], Issuer = "https://id.example.com", Audience = "orders-api",
    Use = TokenUse.OneTime(services.GetRequiredService<IReplayStore>()),
}));

await using WebApplication app = builder.Build();
#endregion
JwtValidator validator = app.Services.GetRequiredService<JwtValidator>();
string token = Jwt.Sign(new JwtDescriptor { Lifetime = TimeSpan.FromMinutes(5), Issuer = "https://id.example.com", Audiences = ["orders-api"] }, key);
foreach (string time in new[] { "first", "second" })
{
    ValidationOutcome outcome = await validator.ValidateAsync(token);
    Console.WriteLine($"The {time} time: {outcome.Failure?.Code ?? "accepted"}");
}

return 0;
