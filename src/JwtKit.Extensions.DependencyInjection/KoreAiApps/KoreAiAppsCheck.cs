using Microsoft.Extensions.Options;

namespace JwtKit;

/// <summary>Reports all faults at once, each under the full key of its setting.</summary>
internal sealed class KoreAiAppsCheck(KoreAiAppSetFactory factory) : IValidateOptions<KoreAiAppsOptions>
{
    public ValidateOptionsResult Validate(string? name, KoreAiAppsOptions options) =>
        factory.Check(options) is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
}
