using System.Net;

namespace JwtKit.Tests;

/// <summary>Answers requests for a published set without a network, and counts them.</summary>
internal sealed class FakePublisher : HttpMessageHandler
{
    private int requestCount;

    public int RequestCount => Volatile.Read(ref requestCount);

    public bool IsDisposed { get; private set; }

    /// <summary>What a request gets; an empty set with status 200 at first.</summary>
    public Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Answer { get; set; } = static (_, _) => Task.FromResult(Ok("""{"keys":[]}"""));

    public static HttpResponseMessage Ok(string body) => new(HttpStatusCode.OK) { Content = new StringContent(body) };

    public void Publish(params SigningKey[] keys) => Publish(PublishedSet.Of(keys));

    public void Publish(string body) => Answer = (_, _) => Task.FromResult(Ok(body));

    public void Respond(Func<HttpResponseMessage> respond) => Answer = (_, _) => Task.FromResult(respond());

    public void Fail(HttpStatusCode status = HttpStatusCode.ServiceUnavailable) => Respond(() => new HttpResponseMessage(status));

    /// <summary>Holds requests back until the result is set.</summary>
    public TaskCompletionSource<string> Hold()
    {
        TaskCompletionSource<string> body = new();
        Answer = async (_, cancellationToken) => Ok(await body.Task.WaitAsync(cancellationToken));
        return body;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref requestCount);
        return Answer(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
