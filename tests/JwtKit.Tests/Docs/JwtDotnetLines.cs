using JWT.Algorithms;
using JWT.Builder;

// Not a namespace below JwtKit's, whose JwtBuilder would be the nearer one.
namespace Migration.JwtDotnet;

/// <summary>The lines of jwt-dotnet that the page on migration shows.</summary>
internal static class JwtDotnetLines
{
    public static string Sign(string secret)
    {
        #region sign-before
        string token = new JwtBuilder()
            .WithAlgorithm(new HMACSHA256Algorithm())
            .WithSecret(secret)
            .AddClaim("iss", "https://id.example.com")
            .AddClaim("exp", DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds())
            .AddClaim("scope", "orders:read")
            .Encode();
        #endregion
        return token;
    }

    public static object Scope(string token, string secret)
    {
        #region validate-before
        var claims = new JwtBuilder()
            .WithAlgorithm(new HMACSHA256Algorithm())
            .WithSecret(secret)
            .MustVerifySignature()
            .Decode<IDictionary<string, object>>(token);
        #endregion
        return claims["scope"];
    }
}
