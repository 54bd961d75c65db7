using Microsoft.Extensions.Options;

namespace JwtKit;

/// <summary>Reports all faults at once, each under the full key of its setting.</summary>
internal sealed class KoreAiAppsCheck : IValidateOptions<KoreAiAppsOptions>
{
    public ValidateOptionsResult Validate(string? name, KoreAiAppsOptions options) =>
        options.Faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(options.Faults);
}
