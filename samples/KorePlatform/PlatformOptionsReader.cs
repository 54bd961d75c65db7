using System.Globalization;
using Microsoft.Extensions.Options;

namespace JwtKit.Samples.KorePlatform;

/// <summary>Reads the options by hand, so that a value that makes no sense is one line under its key.</summary>
internal sealed class PlatformOptionsReader(IConfigurationSection section) : IConfigureOptions<PlatformOptions>, IValidateOptions<PlatformOptions>
{
    private static readonly string[] Known = [nameof(PlatformOptions.BearerLifetime), nameof(PlatformOptions.ExpireFirstBearer), "Keys"];

    public void Configure(PlatformOptions options)
    {
        if (section[nameof(options.BearerLifetime)] is { Length: > 0 } lifetime)
        {
            if (TimeSpan.TryParseExact(lifetime, "c", CultureInfo.InvariantCulture, out TimeSpan duration) && duration >= TimeSpan.FromSeconds(1) && duration <= TimeSpan.FromDays(1))
            {
                options.BearerLifetime = duration;
            }
            else
            {
                options.Faults.Add($"{section.Path}:{nameof(options.BearerLifetime)}: is not accepted; write hours:minutes:seconds, from 00:00:01 to 1.00:00:00.");
            }
        }

        if (section[nameof(options.ExpireFirstBearer)] is { Length: > 0 } flag)
        {
            if (bool.TryParse(flag, out bool expires))
            {
                options.ExpireFirstBearer = expires;
            }
            else
            {
                options.Faults.Add($"{section.Path}:{nameof(options.ExpireFirstBearer)}: is not known; use true or false.");
            }
        }

        options.Faults.AddRange(section.GetChildren().Where(static child => !Known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            .Select(static child => $"{child.Path}: is not a known setting; known here are {string.Join(", ", Known)}."));
    }

    public ValidateOptionsResult Validate(string? name, PlatformOptions options) => options.Faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(options.Faults);
}
