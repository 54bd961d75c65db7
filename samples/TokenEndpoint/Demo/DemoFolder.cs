using Microsoft.Extensions.Options;

namespace JwtKit.Samples.TokenEndpoint;

/// <summary>The keys and secrets that this sample and samples/KorePlatform share. For development only.</summary>
internal static partial class DemoFolder
{
    private const string Setting = "Demo:Folder";

    public static void AddDemoFolder(this IServiceCollection services) => services.AddSingleton(Open);

    private static DemoFiles Open(IServiceProvider services)
    {
        string folder = services.GetRequiredService<IConfiguration>()[Setting]
            ?? Path.Combine(services.GetRequiredService<IHostEnvironment>().ContentRootPath, "..", ".demo");
        ILogger<DemoFiles> logger = services.GetRequiredService<ILogger<DemoFiles>>();
        try
        {
            return DemoFiles.Open(folder, file => LogMade(logger, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(DemoFiles), [$"{Setting}: {e.Message}"]);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{File} was missing: made it, for this sample and samples/KorePlatform.")]
    private static partial void LogMade(ILogger logger, string file);
}
