namespace JwtKit;

/// <summary>Cross-origin calls to a token endpoint (the Fetch standard's CORS protocol): named origins only.</summary>
/// <remarks>Not safe for concurrent use; fixed once the host has started.</remarks>
public sealed class IssuerCorsOptions
{
    /// <summary>The origins, each as scheme, host and, if it is not the usual one, port: <c>https://www.example.com</c>.</summary>
    /// <value>Empty by default.</value>
    public IList<string> Origins { get; } = [];

    /// <summary>Whether the page may send cookies, as <c>fetch(…, { credentials: 'include' })</c> does.</summary>
    /// <value>False by default.</value>
    public bool AllowCredentials { get; set; }
}
