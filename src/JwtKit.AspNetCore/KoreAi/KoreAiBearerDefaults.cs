namespace JwtKit;

/// <summary>The defaults of <c>AddKoreAiBearer</c>.</summary>
public static class KoreAiBearerDefaults
{
    /// <summary>The name of the authentication scheme.</summary>
    public const string AuthenticationScheme = "KoreAi";

    /// <summary>The header with the app's token, and nothing else.</summary>
    public const string HeaderName = "auth";
}
