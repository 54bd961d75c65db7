using NUnit.Framework;

namespace JwtKit.PostgreSql.Tests;

/// <summary>Waits for what another process brings about, which nothing announces.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public static async Task IsTrueAsync(Func<Task<bool>> condition, string description)
    {
        using CancellationTokenSource tooLong = new(Longest);
        using PeriodicTimer timer = new(Between);
        while (!await condition())
        {
            if (tooLong.IsCancellationRequested)
                throw new AssertionException($"It did not come about within {Longest.TotalSeconds} s that {description}.");
            await timer.WaitForNextTickAsync();
        }
    }
}
