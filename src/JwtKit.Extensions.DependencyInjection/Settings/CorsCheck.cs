using System.Text;

namespace JwtKit;

/// <summary>What may stand in <see cref="IssuerCorsOptions"/>.</summary>
internal static class CorsCheck
{
    public static void NoteFaults(IssuerCorsOptions? cors, string path, ICollection<string> faults)
    {
        if (cors is null)
        {
            return;
        }

        if (cors.Origins.Count == 0)
        {
            faults.Add($"{path}:{nameof(cors.Origins)}: is empty; name at least one origin, such as https://www.example.com, or take Cors out.");
        }

        for (int i = 0; i < cors.Origins.Count; i++)
        {
            if (Fault(cors.Origins[i], cors.AllowCredentials) is { } fault)
            {
                faults.Add($"{path}:{nameof(cors.Origins)}:{i}: {fault}");
            }
        }
    }

    private static string? Fault(string origin, bool withCredentials)
    {
        if (origin.Contains('*', StringComparison.Ordinal))
        {
            return withCredentials
                ? "'*' with AllowCredentials would let every page on the web fetch tokens for its visitors; name each origin, such as https://www.example.com."
                : "'*' is no origin; name each one, such as https://www.example.com.";
        }

        if (!Ascii.IsValid(origin))
        {
            return $"{ShownValue.OfAddress(origin)} has letters beyond ASCII, and browsers send such a host in its ASCII form; write that one, which begins with xn--.";
        }

        return IsOrigin(origin)
            ? null
            : $"{ShownValue.OfAddress(origin)} is not an origin; write scheme, host and, if it is not the usual one, port, without a path or a slash at the end: https://www.example.com.";
    }

    /// <summary>Browsers send the origin in exactly this form, so any other spelling would never match.</summary>
    private static bool IsOrigin(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.GetLeftPart(UriPartial.Authority) == origin
        && uri.UserInfo.Length == 0;
}
