using Microsoft.AspNetCore.Http;

namespace JwtKit.AspNetCore.Tests;

/// <summary>An answer that waits for its test, or for its caller to hang up.</summary>
internal sealed class HeldAnswer
{
    private readonly TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource hungUp = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Once a call is there.</summary>
    public Task Arrived => arrived.Task;

    /// <summary>Once a caller has given up.</summary>
    public Task HungUp => hungUp.Task;

    public void Release() => released.SetResult();

    public async Task AnswerAsync(HttpContext context)
    {
        arrived.TrySetResult();
        try
        {
            await released.Task.WaitAsync(context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            hungUp.TrySetResult();
            throw;
        }

        await context.Response.WriteAsync(KaizalaUpstream.Ada);
    }
}
