using JwtKit;
using Microsoft.AspNetCore.Authentication;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds authentication of apps by their tokens, as Kore.ai's platform does.</summary>
public static class KoreAiAuthenticationBuilderExtensions
{
    /// <summary>
    /// Adds the scheme <see cref="KoreAiBearerDefaults.AuthenticationScheme"/>: requests bring the token of an app in the header
    /// <see cref="KoreAiBearerDefaults.HeaderName"/>, which is checked as the apps of <c>AddKoreAiApps</c> are configured. Refusals are 401 and 403 with the
    /// platform's JSON (<see cref="KoreAi.ErrorBody"/>), which names the reason.
    /// </summary>
    /// <param name="builder">The host's authentication.</param>
    /// <param name="configure">Changes the defaults.</param>
    /// <returns>The host's authentication.</returns>
    public static AuthenticationBuilder AddKoreAiBearer(this AuthenticationBuilder builder, Action<JwtKitBearerOptions>? configure = null) =>
        builder.AddJwtKitBearer(KoreAiBearerDefaults.AuthenticationScheme, KoreAiValidatorNames.Api, options =>
        {
            options.HeaderName = KoreAiBearerDefaults.HeaderName;
            options.OnChallenge = KoreAiErrorResponse.ChallengeAsync;
            options.OnForbidden = KoreAiErrorResponse.ForbidAsync;
            configure?.Invoke(options);
        });
}
