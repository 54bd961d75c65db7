// A server that gives its users and visitors tokens. In another terminal: curl -X POST http://localhost:5000/api/users/sts
#:sdk Microsoft.NET.Sdk.Web
#:project ../src/JwtKit.AspNetCore/JwtKit.AspNetCore.csproj

#region host
WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
#endregion

// Yours stands in appsettings.json, without the secrets: those come from the environment or from mounted files.
builder.Configuration.AddJsonStream(new MemoryStream("""
    {
      "JwtKit": {
        "Issuers": {
          "ccai": { "Platform": "Ccai", "Company": "ACME", "Secret": "demo-company-secret-0123456789-abcdef" },
          "kore": { "Platform": "KoreAiUser", "ClientId": "cs-demo", "Secret": "demo-client-secret-0123456789-abcdefg=", "Lifetime": "00:05:00" }
        }
      }
    }
    """u8.ToArray()));

#region host
builder.Services.AddJwtKit(builder.Configuration.GetSection("JwtKit"));          // wrong configuration stops the start, naming each key
builder.Services.AddAuthentication().AddCookie();
builder.Services.AddAuthorization();

WebApplication app = builder.Build();
app.MapTokenEndpoint("/auth/token", "ccai").RequireAuthorization();              // {"token":"…"}; identity from the principal
app.MapTokenEndpoint("/api/users/sts", "kore").AllowAnonymousVisitors();         // {"jwt":"…"}; without this line an unauthenticated caller gets 401
app.MapJwks("/.well-known/jwks.json");
app.Run();
#endregion
