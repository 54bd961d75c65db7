using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using SameSiteMode = Microsoft.AspNetCore.Http.SameSiteMode;

namespace JwtKit.Samples.TokenEndpoint;

/// <summary>A sign-in for two demo users without a password. A real host has its own; JwtKit only sees the principal.</summary>
internal static class DemoSignIn
{
    private static readonly Dictionary<string, DemoUser> Users = new(StringComparer.Ordinal)
    {
        ["john"] = new("john", "7d0a1f5e-2f0c-4b41-9d6f-0c7c1a3a9b11", "John Doe", "john@example.com"),
        ["maria"] = new("maria", "c2b4e8aa-55a4-4d0e-8f7b-6f1de2c0a7d2", "María Núñez", "maria@example.com"),
    };

    public static void AddDemoSignIn(this IServiceCollection services) =>
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
        {
            options.Cookie.Name = "demo-sign-in";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });

    public static void MapDemoSignIn(this WebApplication app)
    {
        app.MapGet("/me", (HttpContext context) => TypedResults.Ok(Describe(context.User)));
        app.MapPost("/logout", (Delegate)LogoutAsync);
        if (app.Environment.IsDevelopment())
        {
            // Without a password anybody could be either of them.
            app.MapPost("/login", (Delegate)LoginAsync);
        }
    }

    private static async Task<IResult> LoginAsync(HttpContext context)
    {
        // Otherwise another site could sign its visitors in here as someone of its choice.
        if (!RequestOrigin.IsSameOrigin(context.Request))
        {
            return CrossOrigin();
        }

        // .NET throws for the charsets that it has switched off, such as UTF-7.
        if (!IsUtf8(context.Request))
        {
            return TypedResults.Problem(
                "Send the form as UTF-8.", statusCode: StatusCodes.Status415UnsupportedMediaType, title: "The charset is not supported.", extensions: [new("code", "body_type_unsupported")]);
        }

        if (!Users.TryGetValue(await ReadUserAsync(context), out DemoUser? user))
        {
            return TypedResults.Problem("The form field 'user' must be john or maria.", statusCode: StatusCodes.Status400BadRequest, title: "There is no such user.");
        }

        ClaimsPrincipal principal = user.ToPrincipal();
        await context.SignInAsync(principal);
        return TypedResults.Ok(Describe(principal));
    }

    /// <summary>By the parser that <c>ReadFormAsync</c> uses: what another one says of a header would not count.</summary>
    private static bool IsUtf8(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type))
        {
            return false;
        }

        StringSegment charset = HeaderUtilities.RemoveQuotes(type.Charset);
        return charset.Length == 0 || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Empty if the body is not a form, or not a sound one.</summary>
    private static async Task<string> ReadUserAsync(HttpContext context)
    {
        try
        {
            return context.Request.HasFormContentType ? (await context.Request.ReadFormAsync(context.RequestAborted))["user"].ToString() : string.Empty;
        }
        catch (InvalidDataException)
        {
            return string.Empty;
        }
    }

    private static async Task<IResult> LogoutAsync(HttpContext context)
    {
        if (!RequestOrigin.IsSameOrigin(context.Request))
        {
            return CrossOrigin();
        }

        await context.SignOutAsync();
        return TypedResults.Ok(Describe(new ClaimsPrincipal()));
    }

    private static ProblemHttpResult CrossOrigin() =>
        TypedResults.Problem("Sign in on the page of this server.", statusCode: StatusCodes.Status403Forbidden, title: "The request came from another site.");

    private static SignInState Describe(ClaimsPrincipal principal) => new(
        principal.Identity?.IsAuthenticated == true,
        principal.FindFirstValue("user"),
        principal.FindFirstValue("name"),
        principal.FindFirstValue("email"));

    private sealed record SignInState(bool SignedIn, string? User, string? Name, string? Email);

    private sealed record DemoUser(string User, string Id, string Name, string Email)
    {
        public ClaimsPrincipal ToPrincipal() => new(new ClaimsIdentity(
            [new Claim("sub", Id), new Claim("user", User), new Claim("name", Name), new Claim("email", Email)],
            CookieAuthenticationDefaults.AuthenticationScheme));
    }
}
