using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace JwtKit.Samples.TokenEndpoint;

/// <summary>Passes the page's requests on to the platform, and the platform's answers back.</summary>
internal static class PlatformEndpoints
{
    private const int MaximumBodyBytes = 128 * 1024;

    public static void AddPlatform(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<PlatformOptions>()
            .Bind(builder.Configuration.GetSection(PlatformOptions.Section))
            .Validate(static options => options.HasAddress, "Platform:Address: is not an address; one such as http://127.0.0.1:5081 is needed.")
            .ValidateOnStart();
        builder.Services.AddHttpClient<PlatformClient>(static (services, client) =>
                PlatformClient.Configure(client, new Uri(services.GetRequiredService<IOptions<PlatformOptions>>().Value.Address)))
            .ConfigurePrimaryHttpMessageHandler(PlatformClient.MakeHandler);
    }

    public static void MapPlatform(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/platform/jwtgrant", GrantAsync).WithMetadata(new BodyLimit());

    /// <summary>What the page says where the platform does not answer.</summary>
    public static ProblemHttpResult Unavailable(PlatformOptions platform) => TypedResults.Problem(
        $"Nothing answers at {platform.Address}. Start the stand-in in another terminal: dotnet run --project samples/KorePlatform",
        statusCode: StatusCodes.Status503ServiceUnavailable,
        title: "The platform does not answer.",
        extensions: [new KeyValuePair<string, object?>("code", "platform_unavailable")]);

    private static async Task<IResult> GrantAsync(HttpContext context, PlatformClient platform, IOptions<PlatformOptions> options)
    {
        using HttpRequestMessage message = new(HttpMethod.Post, PlatformRequest.GrantPath);
        try
        {
            using MemoryStream body = new();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            message.Content = new ByteArrayContent(body.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }
        catch (BadHttpRequestException e)
        {
            return TypedResults.Problem(e.Message, statusCode: e.StatusCode, title: "The request body was refused.");
        }

        PlatformAnswer? answer = await platform.SendAsync(message, context.RequestAborted);
        if (answer is null)
        {
            return Unavailable(options.Value);
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
        return TypedResults.Empty;
    }

    private sealed class BodyLimit : Microsoft.AspNetCore.Http.Metadata.IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => MaximumBodyBytes;
    }
}
