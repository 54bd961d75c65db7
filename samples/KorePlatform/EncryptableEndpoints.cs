using Microsoft.AspNetCore.Http.Metadata;

namespace JwtKit.Samples.KorePlatform;

/// <summary>
/// APIs with encrypted payloads where the app enforces them (<see cref="EncryptedEndpoints"/>) and plain ones otherwise. The media type of the request
/// chooses between two endpoints of one path; what the app enforces then refuses the wrong one.
/// </summary>
internal static class EncryptableEndpoints
{
    public const string Envelope = "public-api";

    private const string MediaType = "application/jose+json";

    public static void MapEncryptable(this IEndpointRouteBuilder routes, string pattern, KoreAiScope scope, Delegate handler)
    {
        routes.MapPost(pattern, handler).RequireKoreScope(scope).AddEndpointFilter(RefuseWhereEncryptionIsEnforcedAsync);
        routes.MapPost(pattern, handler).RequireKoreScope(scope).RequirePayloadEncryption(Envelope).WithMetadata(new SealedOnly());
    }

    private static async ValueTask<object?> RefuseWhereEncryptionIsEnforcedAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await CallingApp.FindAsync(context.HttpContext) is { EnforcePayloadEncryption: true }
            ? PlatformError.Of(StatusCodes.Status403Forbidden, $"The app enforces encrypted payloads for this API: {MediaType} is needed.")
            : await next(context);

    private sealed class SealedOnly : IAcceptsMetadata
    {
        public IReadOnlyList<string> ContentTypes { get; } = [MediaType];

        public Type? RequestType => null;

        public bool IsOptional => false;
    }
}
