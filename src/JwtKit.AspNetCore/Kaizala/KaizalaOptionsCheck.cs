using System.Buffers;
using Microsoft.Extensions.Options;

namespace JwtKit;

/// <summary>Reports all faults of the options of a scheme at once, each under the option's name.</summary>
internal sealed class KaizalaOptionsCheck : IValidateOptions<KaizalaOptions>
{
    private const int MaximumCapacity = 1_000_000;

    /// <summary>What a header's name may consist of (RFC 9110 section 5.6.2).</summary>
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public ValidateOptionsResult Validate(string? name, KaizalaOptions options)
    {
        List<string> faults = [];
        Note(nameof(options.BaseAddress), FaultOf(options.BaseAddress, options.AllowHttpOnLoopback));
        Note(nameof(options.HeaderName), string.IsNullOrEmpty(options.HeaderName) || options.HeaderName.AsSpan().ContainsAnyExcept(NameCharacters)
            ? "is not the name of a header; letters, digits and '-' are needed, such as accessToken."
            : null);
        Note(nameof(options.CacheDuration), options.CacheDuration < TimeSpan.Zero || options.CacheDuration > KaizalaOptions.MaximumCacheDuration
            ? $"is {options.CacheDuration}; 0 to 5 minutes are needed, since a token is accepted for up to this long after it was revoked."
            : null);
        Note(nameof(options.CacheCapacity), options.CacheCapacity is < 1 or > MaximumCapacity
            ? FormattableString.Invariant($"is {options.CacheCapacity}; 1 to {MaximumCapacity} tokens are needed. CacheDuration of 0 keeps none.")
            : null);
        Note(nameof(options.Timeout), options.Timeout <= TimeSpan.Zero || options.Timeout > KaizalaOptions.MaximumTimeout
            ? $"is {options.Timeout}; more than 0 and at most 1 minute is needed, since a caller waits for it."
            : null);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Note(string option, string? fault)
        {
            if (fault is not null)
            {
                faults.Add($"{nameof(KaizalaOptions)}.{option} (scheme '{name}'): {fault}");
            }
        }
    }

    private static string? FaultOf(Uri? address, bool allowHttpOnLoopback) =>
        address is null ? "is missing; the address of the service that knows the tokens is needed, such as https://api.example.com/."
        : !address.IsAbsoluteUri ? "is relative; an absolute https address is needed."
        : FaultOfScheme(address, allowHttpOnLoopback) is { } fault ? fault
        : address.UserInfo.Length > 0 ? "holds a user name or password; an address without is needed."
        : address.Query.Length > 0 || address.OriginalString.AsSpan().ContainsAny('?', '#') ? "holds a query or a fragment; an address without is needed, since /v1/users/me is appended to it."
        : null;

    private static string? FaultOfScheme(Uri address, bool allowHttpOnLoopback) =>
        address.Scheme == Uri.UriSchemeHttps ? null
        : address.Scheme != Uri.UriSchemeHttp ? "has another scheme; https is needed."
        : !Loopback.Is(address) ? $"is http on {address.Host}; https is needed, since whoever is on the way could take the tokens and answer for the service."
        : !allowHttpOnLoopback ? $"is http on {address.Host}; https is needed, or {nameof(KaizalaOptions.AllowHttpOnLoopback)} = true."
        : null;
}
