using JwtKit;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
using SigningKey key = SigningKey.Hs256(Secret.Generate());
string connectionString = builder.Configuration.GetConnectionString("tokens")!;
// The example stands here.
await using WebApplication app = builder.Build();
JwtValidator validator = app.Services.GetRequiredService<JwtValidator>();
string token = Jwt.Sign(new JwtDescriptor { Lifetime = TimeSpan.FromMinutes(5), Issuer = "https://id.example.com", Audiences = ["orders-api"] }, key);
ValidationOutcome first = await validator.ValidateAsync(token);
ValidationOutcome second = await validator.ValidateAsync(token);
Console.WriteLine($"{first.Succeeded}, then {second.Failure?.Code}");
