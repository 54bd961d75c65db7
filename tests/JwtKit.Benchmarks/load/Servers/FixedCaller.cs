using System.Security.Claims;

namespace JwtKit.Benchmarks.Servers;

/// <summary>A sign-in that costs nothing: every request comes from the sample's first demo user.</summary>
internal static class FixedCaller
{
    public static ClaimsPrincipal Principal { get; } = new(new ClaimsIdentity(
        [
            new Claim("sub", "7d0a1f5e-2f0c-4b41-9d6f-0c7c1a3a9b11"),
            new Claim("user", "john"),
            new Claim("name", "John Doe"),
            new Claim("email", "john@example.com"),
        ],
        "fixed"));

    public static void UseFixedCaller(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        context.User = Principal;
        return next(context);
    });
}
