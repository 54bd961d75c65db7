using Microsoft.Extensions.Options;

namespace JwtKit;

/// <summary>Reports all faults at once, each under the full key of its setting.</summary>
internal sealed class KoreAiAppsCheck(KoreAiAppSetMaker maker) : IValidateOptions<KoreAiAppsOptions>
{
    public ValidateOptionsResult Validate(string? name, KoreAiAppsOptions options)
    {
        try
        {
            maker.Make(options).Dispose();
            return ValidateOptionsResult.Success;
        }
        catch (OptionsValidationException e)
        {
            return ValidateOptionsResult.Fail(e.Failures);
        }
    }
}
