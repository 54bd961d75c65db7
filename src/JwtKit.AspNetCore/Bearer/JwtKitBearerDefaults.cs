namespace JwtKit;

/// <summary>The defaults of <c>AddJwtKitBearer</c>.</summary>
public static class JwtKitBearerDefaults
{
    /// <summary>The name of the authentication scheme.</summary>
    public const string AuthenticationScheme = "Bearer";
}
