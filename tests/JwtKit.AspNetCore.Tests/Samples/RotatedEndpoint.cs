using System.Collections.Concurrent;
using System.Net;

namespace JwtKit.AspNetCore.Tests.Samples;

/// <summary>A token endpoint of the sample under load, and which rotation its tokens have come to.</summary>
/// <param name="sample">The program.</param>
/// <param name="method">How it is called.</param>
/// <param name="path">Its path.</param>
/// <param name="keys">What verifies its tokens, by rotation.</param>
internal sealed class RotatedEndpoint(SampleProcess sample, HttpMethod method, string path, IReadOnlyList<VerificationKey> keys)
{
    /// <summary>Leaves room on a machine that others use too.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);

    private readonly Lock gate = new();
    private readonly Dictionary<int, TaskCompletionSource> awaited = [];
    private int seen;

    /// <summary>Ends with the first token under the key of a rotation.</summary>
    public Task SawAsync(int rotation, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return seen >= rotation ? Task.CompletedTask : Awaited(rotation).Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>One client that fetches tokens again and again.</summary>
    public async Task CallAsync(MountedFiles files, ConcurrentBag<string> failures, CancellationToken stop)
    {
        using HttpClient client = new() { BaseAddress = sample.Client.BaseAddress };
        using PeriodicTimer pace = new(Pace);
        while (!stop.IsCancellationRequested)
        {
            int least = Volatile.Read(ref seen);
            try
            {
                using HttpRequestMessage request = new(method, path);
                using HttpResponseMessage response = await client.SendAsync(request, CancellationToken.None);
                Answer answer = await Answer.ReadAsync(response);
                if (answer.Status == HttpStatusCode.OK)
                {
                    Note(answer.Token, least, files.Written, failures);
                }
                else
                {
                    failures.Add($"{path}: {answer.Status} {answer.Body}");
                }
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                failures.Add($"{path}: {e}");
            }

            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>The token is under the key of the rotation that was seen before it was asked for, or of a later one.</summary>
    private void Note(string token, int least, int written, ConcurrentBag<string> failures)
    {
        for (int rotation = written; rotation >= least; rotation--)
        {
            if (Jws.TryVerify(token, keys[rotation], out _))
            {
                See(rotation);
                return;
            }
        }

        failures.Add($"{path}: a token is not under the key of rotation {least}, which was in use before it was asked for");
    }

    private void See(int rotation)
    {
        lock (gate)
        {
            for (; seen < rotation; Volatile.Write(ref seen, seen + 1))
            {
                Awaited(seen + 1).TrySetResult();
            }
        }
    }

    private TaskCompletionSource Awaited(int rotation)
    {
        if (!awaited.TryGetValue(rotation, out TaskCompletionSource? source))
        {
            awaited[rotation] = source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return source;
    }
}
