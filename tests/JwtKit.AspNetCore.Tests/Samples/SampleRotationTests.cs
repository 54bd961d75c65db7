using System.Collections.Concurrent;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.Samples;

/// <summary>The sample itself, as two programs that share mounted files, while secrets and keys change and requests come without a pause.</summary>
[TestFixture]
internal sealed class SampleRotationTests
{
    private const int Rotations = 20;

    /// <summary>How long a change may take to be seen: many times the seconds that it needs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Test]
    public async Task Fails_no_request_and_signs_with_the_new_key_after_each_rotation()
    {
        using MountedFiles files = new(Rotations);
        (string, string)[] both =
        [
            ("TokenEndpoint__VisitorTokensPerMinute", "100000000"), ("Logging__LogLevel__JwtKit.TokenIssuer", "Warning"),
            ("JwtKit__Issuers__ccai__SecretFile", files.SecretFile),
        ];
        await using SampleProcess withSecrets = await SampleProcess.StartAsync([.. both, ("JwtKit__Issuers__kore__SecretFile", files.SecretFile)]);
        await using SampleProcess withKey = await SampleProcess.StartAsync([.. both, ("JwtKit__Issuers__kore__KeyFile", files.KeyFile), ("JwtKit__Issuers__kore__Algorithm", "RS256")]);
        RotatedEndpoint[] endpoints =
        [
            new(withSecrets, HttpMethod.Get, "/auth/token", files.Secrets),
            new(withSecrets, HttpMethod.Post, "/api/users/sts", files.Secrets),
            new(withKey, HttpMethod.Get, "/auth/token", files.Secrets),
            new(withKey, HttpMethod.Post, "/api/users/sts", files.Keys),
        ];
        ConcurrentBag<string> failures = [];
        using CancellationTokenSource stop = new();
        Task[] load = [.. endpoints.SelectMany(static endpoint => new[] { endpoint, endpoint }).Select(each => Task.Run(() => each.CallAsync(files, failures, stop.Token)))];
        List<int> seen = [];
        for (int rotation = 1; rotation <= Rotations; rotation++)
        {
            files.Write(rotation, inPlace: rotation % 2 == 0);
            using CancellationTokenSource patience = new(Patience);
            await Task.WhenAll(endpoints.Select(each => each.SawAsync(rotation, patience.Token)));
            seen.Add(rotation);
        }

        await stop.CancelAsync();
        await Task.WhenAll(load);

        Assert.Multiple(() =>
        {
            Assert.That(failures.Distinct(), Is.Empty);
            Assert.That(seen, Has.Count.EqualTo(Rotations));
        });
    }
}
