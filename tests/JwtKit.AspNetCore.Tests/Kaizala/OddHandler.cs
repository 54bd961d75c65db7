namespace JwtKit.AspNetCore.Tests;

/// <summary>A handler that a host has added to all its clients, and that does as a test says.</summary>
internal sealed class OddHandler(Func<HttpRequestMessage, Task<HttpResponseMessage>> answer) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer(request);
}
