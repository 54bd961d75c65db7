using JwtKit;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds authentication by tokens that a configured validator accepts.</summary>
public static class JwtKitAuthenticationBuilderExtensions
{
    /// <summary>Adds the scheme <see cref="JwtKitBearerDefaults.AuthenticationScheme"/>: requests bring a token that the validator accepts.</summary>
    /// <param name="builder">The host's authentication.</param>
    /// <param name="validatorName">The validator's name in the configuration.</param>
    /// <param name="configure">Changes the defaults.</param>
    /// <returns>The host's authentication.</returns>
    public static AuthenticationBuilder AddJwtKitBearer(this AuthenticationBuilder builder, string validatorName, Action<JwtKitBearerOptions>? configure = null) =>
        builder.AddJwtKitBearer(JwtKitBearerDefaults.AuthenticationScheme, validatorName, configure);

    /// <summary>
    /// Adds a scheme: requests bring a token that the validator accepts. The challenge is 401 with a terse <c>WWW-Authenticate: Bearer</c> (RFC 6750 section 3), and
    /// 503 while nobody can say whether the token is good. A validator that the configuration does not have stops the start.
    /// </summary>
    /// <param name="builder">The host's authentication.</param>
    /// <param name="authenticationScheme">The scheme's name.</param>
    /// <param name="validatorName">The validator's name in the configuration.</param>
    /// <param name="configure">Changes the defaults.</param>
    /// <returns>The host's authentication.</returns>
    public static AuthenticationBuilder AddJwtKitBearer(
        this AuthenticationBuilder builder, string authenticationScheme, string validatorName, Action<JwtKitBearerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(authenticationScheme);
        ArgumentException.ThrowIfNullOrEmpty(validatorName);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<JwtKitBearerOptions>, BearerValidatorCheck>());
        builder.Services.AddOptions<JwtKitBearerOptions>(authenticationScheme).ValidateOnStart();
        return builder.AddScheme<JwtKitBearerOptions, JwtKitBearerHandler>(authenticationScheme, options =>
        {
            options.ValidatorName = validatorName;
            configure?.Invoke(options);
        });
    }
}
