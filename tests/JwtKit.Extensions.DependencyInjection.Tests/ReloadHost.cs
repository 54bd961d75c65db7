using JwtKit.Tests;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>A worker host without a web server, whose clock a test moves.</summary>
internal sealed class ReloadHost : IDisposable
{
    public const string Category = "JwtKit.JwtKitRuntime";
    public const string Reloaded = Category + ": Information: The configuration has changed and is in use. ";

    private readonly IHost host;

    private ReloadHost(IHost host, FixedTimeProvider time, LogLines log)
    {
        this.host = host;
        Time = time;
        Log = log;
    }

    public FixedTimeProvider Time { get; }

    public LogLines Log { get; }

    public IServiceProvider Services => host.Services;

    /// <summary>What was said of changes.</summary>
    public IEnumerable<string> Changes => Log.Of(Category);

    /// <summary>A host without any section, for what code says alone.</summary>
    public static Task<ReloadHost> StartAsync(Action<IServiceCollection> services) => StartAsync(null, services);

    public static async Task<ReloadHost> StartAsync(IConfigurationSection? section, Action<IServiceCollection>? services = null)
    {
        FixedTimeProvider time = new(TestHost.Start);
        LogLines log = new();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = "Development" });
        builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton<TimeProvider>(time);
        if (section is not null)
        {
            builder.Services.AddJwtKit(section).AddJwtKitMutualTls();
        }

        services?.Invoke(builder.Services);
        IHost host = builder.Build();
        await host.StartAsync();
        return new ReloadHost(host, time, log);
    }

    public ITokenIssuer Issuer(string name) => Services.GetRequiredService<TokenIssuers>()[name];

    /// <summary>The key of an issuer as it is now. A change erases it.</summary>
    public VerificationKey KeyOf(string issuer)
    {
        Lease<LocalIssuer> lease = Services.GetRequiredService<JwtKitRuntime>().Issuers.Find(issuer)!.Enter()!;
        lease.Leave();
        return lease.Value.VerificationKey;
    }

    public ITokenValidator Validator(string name) => Services.GetRequiredService<TokenValidators>()[name];

    /// <summary>Lets that many looks at the files happen.</summary>
    public void Look(int times = 2)
    {
        for (int look = 0; look < times; look++)
        {
            Time.Elapse(TimeSpan.FromSeconds(2));
        }
    }

    public void Dispose() => host.Dispose();
}
