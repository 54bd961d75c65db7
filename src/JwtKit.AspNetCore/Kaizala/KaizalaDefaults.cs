namespace JwtKit;

/// <summary>Names that <c>AddKaizala</c> uses unless told otherwise.</summary>
public static class KaizalaDefaults
{
    /// <summary>The authentication scheme.</summary>
    public const string AuthenticationScheme = "Kaizala";

    /// <summary>The header that carries the token, both from the caller to this application and from this application to the service.</summary>
    public const string HeaderName = "accessToken";
}
