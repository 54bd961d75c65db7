// Both sides of mutual TLS. First: bash make-certificates.sh
//   dotnet run                                     the service, as an integrator runs it: https://localhost:5443
//   dotnet run -- call https://localhost:5443/     the caller, as the platform's service node calls it
if (args is ["call", { } address])
{
    HostApplicationBuilder caller = Host.CreateApplicationBuilder();
    caller.Services.AddJwtKit(caller.Configuration.GetSection("JwtKit"));
    caller.Services.AddHttpClient("node").AddMutualTls("node");
    using IHost host = caller.Build();
    await host.StartAsync();
    using HttpClient client = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("node");
    try
    {
        Console.WriteLine(await client.GetStringAsync(new Uri(address)));
        return 0;
    }
    catch (HttpRequestException e)
    {
        Console.Error.WriteLine(e.Message);
        return 1;
    }
}

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Services.AddJwtKit(builder.Configuration.GetSection("JwtKit"));
builder.WebHost.UseJwtKitMutualTls("service");

WebApplication app = builder.Build();
app.MapGet("/", static context => context.Response.WriteAsync($"Hello {context.Connection.ClientCertificate!.Subject}", context.RequestAborted));
app.Run();
return 0;
