using JwtKit.Samples;
using JwtKit.Samples.TokenEndpoint;

const string DefaultAddress = "http://127.0.0.1:5080";

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls(builder.Configuration[WebHostDefaults.ServerUrlsKey] ?? DefaultAddress);
builder.Services.AddJwtKit(builder.Configuration.GetSection("JwtKit")).AddJwtKitMutualTls();
builder.Services.AddDemoSignIn();
if (builder.Environment.IsDevelopment())
{
    builder.Services.AddDemoIssuers();
    builder.Services.AddDemoKeys();
    builder.Services.AddRefusals();
    builder.AddPlatform();
}

WebApplication app = builder.Build();
if (!ConfigurationReport.IsFine(app.Services) || !VisitorLimit.TryRead(app.Configuration, out int visitorsPerMinute))
{
    return 1;
}

app.UsePageSecurityHeaders();
app.UseDefaultFiles();
app.UseStaticFiles();
app.MapDemoSignIn();

app.MapTokenEndpoint("/auth/token", "ccai")
    .AllowAnonymousVisitors(visitors => visitors.TokensPerMinute = visitorsPerMinute);
app.MapTokenEndpoint("/api/users/sts", "kore")
    .AllowAnonymousVisitors(visitors => visitors.TokensPerMinute = visitorsPerMinute)
    .WithSubjectClaim("email");
app.MapJwks("/.well-known/jwks.json");
if (app.Environment.IsDevelopment())
{
    app.MapDemoIssuers(visitorsPerMinute);
    RouteGroupBuilder page = app.MapPageGroup();
    page.MapPlatform();
    page.MapRefusals();
}

try
{
    await app.RunAsync();
    return 0;
}
catch (IOException e)
{
    // Such as an address that is in use.
    Console.Error.WriteLine("The token endpoint cannot start: " + e.Message);
    return 1;
}
