namespace JwtKit.Benchmarks.Servers;

/// <summary>The smallest host of a token endpoint of JwtKit.</summary>
internal static class JwtKitServer
{
    public static void RunJwtKit(this WebApplicationBuilder builder)
    {
        builder.Services.AddJwtKit(builder.Configuration.GetSection("JwtKit"));
        WebApplication app = builder.Build();
        app.UseFixedCaller();
        app.MapTokenEndpoint("/auth/token", "ccai");
        app.Run();
    }
}
