using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace JwtKit;

/// <summary>Reports all faults of the options at once, each under the full key of its setting, when a host starts.</summary>
internal sealed class JwtKitOptionsCheck(IServiceProvider services) : IValidateOptions<JwtKitOptions>
{
    public ValidateOptionsResult Validate(string? name, JwtKitOptions options) =>
        services.GetRequiredService<JwtKitSnapshotFactory>().Check(options) is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
}
