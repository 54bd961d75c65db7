namespace JwtKit;

/// <summary>Which addresses keys may be fetched from: those whose answer nobody on the way can change.</summary>
internal static class JwksAddress
{
    /// <exception cref="ArgumentException">The address is not acceptable; the message says what was found and what is needed.</exception>
    public static Uri Check(Uri address, bool allowHttpOnLoopback)
    {
        ArgumentNullException.ThrowIfNull(address);
        return FaultOf(address, allowHttpOnLoopback) is { } fault ? throw new ArgumentException(fault, nameof(address)) : address;
    }

    private static string? FaultOf(Uri address, bool allowHttpOnLoopback) =>
        !address.IsAbsoluteUri ? "The address of the keys is relative; an absolute https address is needed."
        : FaultOfScheme(address, allowHttpOnLoopback) is { } fault ? fault
        : address.UserInfo.Length > 0 ? "The address of the keys holds a user name or password; an address without is needed."
        : address.Fragment.Length > 0 || address.OriginalString.Contains('#', StringComparison.Ordinal) ? "The address of the keys holds a fragment (#), which is never sent; an address without is needed."
        : null;

    private static string? FaultOfScheme(Uri address, bool allowHttpOnLoopback) =>
        address.Scheme == Uri.UriSchemeHttps ? null
        : address.Scheme != Uri.UriSchemeHttp ? "The address of the keys has another scheme; https is needed."
        : !Loopback.Is(address) ? $"The address of the keys is http on {address.Host}; https is needed, since whoever can change the answer can sign."
        : !allowHttpOnLoopback ? $"The address of the keys is http on {address.Host}; https is needed, or {nameof(JwksResolverOptions.AllowHttpOnLoopback)} = true."
        : null;
}
