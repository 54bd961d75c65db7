using System.Buffers;
using System.Net;

namespace JwtKit;

/// <summary>Asks the service about a token: <c>GET {base}/v1/users/me</c>, the token in the header <c>accessToken</c>.</summary>
/// <remarks>Safe for concurrent use. Nothing that the service does makes it throw.</remarks>
internal sealed class KaizalaClient(IHttpClientFactory clients, string scheme, KaizalaOptions options, TimeProvider timeProvider, KaizalaLog log)
{
    private const int MaximumBodyLength = 64 * 1024;

    private readonly Uri address = new(options.BaseAddress!.AbsoluteUri.TrimEnd('/') + "/v1/users/me");

    /// <summary>The name of a scheme's client in <see cref="IHttpClientFactory"/>.</summary>
    public static string ClientName(string scheme) => "JwtKit.Kaizala." + scheme;

    public async Task<KaizalaResponse> AskAsync(string token, CancellationToken abandoned)
    {
        using CancellationTokenSource limit = new(options.Timeout, timeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, abandoned);
        KaizalaResponse? answer = null;
        try
        {
            // The wait ends with the time even where a handler that the host has added does not heed its token.
            answer = await GetAsync(token, either.Token).WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Told below from what else the end of the time may have come out as.
        }

        if (answer?.User is not null)
        {
            log.Accepted();
        }
        else if (answer is null && abandoned.IsCancellationRequested)
        {
            log.Abandoned();
        }
        else if (answer is null)
        {
            log.TimedOut(options.Timeout);
        }

        return answer ?? KaizalaResponse.Unavailable;
    }

    /// <summary>Null where the token has ended it.</summary>
    private async Task<KaizalaResponse?> GetAsync(string token, CancellationToken cancellationToken)
    {
        try
        {
            using HttpClient client = clients.CreateClient(ClientName(scheme));
            using HttpRequestMessage request = new(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation("Accept", "application/json");
            request.Headers.TryAddWithoutValidation(KaizalaDefaults.HeaderName, token);
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            return response.StatusCode == HttpStatusCode.OK
                ? await ReadAsync(response.Content, cancellationToken).ConfigureAwait(false)
                : Judge(response.StatusCode);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e)
        {
            // Of the exception only its kind: what handlers that the host has added write into a message is not known here.
            log.NotReached(NameOf(e));
            return KaizalaResponse.Unavailable;
        }
    }

    private static string NameOf(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } e => e.HttpRequestError.ToString(),
        HttpIOException { HttpRequestError: not HttpRequestError.Unknown } e => e.HttpRequestError.ToString(),
        _ => exception.GetType().Name,
    };

    private KaizalaResponse Judge(HttpStatusCode status)
    {
        if (status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
        {
            log.Refused((int)status);
            return KaizalaResponse.Refused;
        }

        log.UnexpectedStatus((int)status);
        return KaizalaResponse.Unavailable;
    }

    private async Task<KaizalaResponse> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        // One byte more than may come, to see that more came.
        byte[] body = ArrayPool<byte>.Shared.Rent(MaximumBodyLength + 1);
        try
        {
            using Stream stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            int length = await stream.ReadAtLeastAsync(body.AsMemory(0, MaximumBodyLength + 1), MaximumBodyLength + 1, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            if (length <= MaximumBodyLength && KaizalaUser.TryParse(body.AsSpan(0, length), out KaizalaUser? user))
            {
                return KaizalaResponse.Of(user);
            }

            log.NotUnderstood();
            return KaizalaResponse.Unavailable;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body, clearArray: true);
        }
    }
}
