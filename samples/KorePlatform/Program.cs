using JwtKit.Samples;
using JwtKit.Samples.KorePlatform;

const string DefaultAddress = "http://127.0.0.1:5081";

try
{
    WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
    builder.WebHost.UseUrls(builder.Configuration[WebHostDefaults.ServerUrlsKey] ?? DefaultAddress);
    if (builder.Environment.IsDevelopment())
    {
        DemoRegistration.AddTo(builder);
    }

    builder.Services.AddJwtKit(builder.Configuration.GetSection("JwtKit"));
    builder.Services.AddKoreAiApps(builder.Configuration.GetSection("KoreAiApps"), builder.Configuration.GetSection("KorePlatform:Keys"));
    builder.Services.AddPlatform(builder.Configuration.GetSection("KorePlatform"));

    WebApplication app = builder.Build();
    if (!ConfigurationReport.IsFine(app.Services))
    {
        return 1;
    }

    app.UsePlatform();
    app.MapHomePage();
    app.MapPublicKeys();
    app.MapTokenExchange();
    app.MapRtm();
    app.MapPublicApi();
    await app.RunAsync();
    return 0;
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException)
{
    // Such as an address that is in use, or a folder that cannot be written.
    Console.Error.WriteLine("The platform cannot start: " + e.Message);
    return 1;
}
