using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

[TestFixture]
internal sealed class ActivityTests
{
    [Test]
    public async Task Traces_issuing_and_validation()
    {
        await using TestHost host = await TestHost.StartAsync(static _ => { }, TelemetrySettings.With());
        using Watched watched = new(host.Services);
        string token = await host.Services.GetRequiredKeyedService<ITokenIssuer>("own").IssueAsync(new TokenIdentity { Subject = "user-42" });
        await host.Services.GetRequiredKeyedService<ITokenValidator>("own").ValidateAsync(token);

        Assert.That(watched.Of("activity"), Is.EqualTo(new[]
        {
            "activity jwtkit.issue jwtkit.issue Unset  jwtkit.algorithm=HS256 jwtkit.encrypted=False jwtkit.issuer=own",
            "activity jwtkit.validate jwtkit.validate Unset  jwtkit.outcome=accepted jwtkit.validator=own",
        }));
    }

    [Test]
    public async Task Marks_an_issuing_that_failed_and_says_nothing_of_why()
    {
        await using TestHost host = await TestHost.StartAsync(static _ => { }, TelemetrySettings.With());
        using Watched watched = new(host.Services);
        Assert.ThrowsAsync<ArgumentException>(async () => await host.Services.GetRequiredKeyedService<ITokenIssuer>("own").IssueAsync(new TokenIdentity { Subject = "" }));

        Assert.That(watched.All, Is.EqualTo(new[] { "activity jwtkit.issue jwtkit.issue Error  jwtkit.algorithm=HS256 jwtkit.issuer=own" }));
    }

    [Test]
    public async Task Marks_a_validation_that_was_cancelled()
    {
        await using TestHost host = await TestHost.StartAsync(
            static _ => { },
            TelemetrySettings.With(("Replay:Store", null)),
            static services => services.AddReplayStore(static (_, _, cancellationToken) => throw new OperationCanceledException(cancellationToken)));
        using Watched watched = new(host.Services);
        string token = await host.Services.GetRequiredKeyedService<ITokenIssuer>("own").IssueAsync(new TokenIdentity { Subject = "user-42" });
        Assert.CatchAsync<OperationCanceledException>(
            async () => await host.Services.GetRequiredKeyedService<ITokenValidator>("own").ValidateAsync(token, new CancellationToken(canceled: true)));

        Assert.That(watched.Of("activity").Last(), Does.StartWith("activity jwtkit.validate jwtkit.validate Error  error.type=System.").And.Contain("CanceledException jwtkit.validator=own"));
    }
}
