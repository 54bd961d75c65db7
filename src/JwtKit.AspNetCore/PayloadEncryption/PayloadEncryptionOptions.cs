using Microsoft.AspNetCore.Http;

namespace JwtKit;

/// <summary>What one endpoint, or a group of them, has of its own about payload encryption.</summary>
/// <remarks>Not safe for concurrent use; fixed once the endpoint is mapped.</remarks>
public sealed class PayloadEncryptionOptions
{
    /// <summary>
    /// The longest encrypted request and answer, in bytes as they are sent: a payload takes 4/3 of its length and less than 2 KiB more. Also raises or lowers the
    /// server's own limit for this endpoint.
    /// </summary>
    /// <value>Null by default: <see cref="EnvelopeOptions.MaximumLength"/> of the configuration.</value>
    public int? MaximumLength { get; set; }

    /// <summary>
    /// Finds the key that the caller has registered, instead of those in the configuration: the answer is encrypted for it. Decide by who the caller is,
    /// such as <see cref="HttpContext.User"/>; <see cref="IPayloadEncryptionFeature.ResponseKeyId"/> only chooses among that caller's keys. The key stays the resolver's, and must last as
    /// long as the request. Null refuses the request.
    /// </summary>
    /// <value>Null by default.</value>
    public Func<HttpContext, CancellationToken, ValueTask<EncryptionKey?>>? CallerKey { get; set; }
}
