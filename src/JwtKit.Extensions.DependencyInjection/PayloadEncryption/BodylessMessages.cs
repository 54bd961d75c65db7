namespace JwtKit;

/// <summary>Which messages have no body, for both sides of a payload encryption.</summary>
internal static class BodylessMessages
{
    private static readonly string[] Methods = ["GET", "HEAD", "DELETE", "OPTIONS", "TRACE"];

    /// <summary>
    /// Whether a request of this method may come without a body: what it asks for is in the address. All others have a sealed body, also where it is empty, so that
    /// nobody can take one away.
    /// </summary>
    public static bool MayBeRequest(string method) => Methods.Contains(method, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a response has no content (RFC 9110 sections 6.4.1 and 15.3.6): to HEAD, and with the status 1xx, 204, 205 or 304.</summary>
    public static bool IsResponse(string method, int status) =>
        string.Equals(method, "HEAD", StringComparison.OrdinalIgnoreCase) || status is < 200 or 204 or 205 or 304;
}
