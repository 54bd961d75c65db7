using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests;

/// <summary>Keys and secrets that change while requests come without a pause.</summary>
[TestFixture]
internal sealed class RotationUnderLoadTests
{
    private const int Rotations = 20;
    private const int Callers = 4;

    [Test]
    public async Task Fails_no_request_and_signs_with_the_new_key_after_each_rotation()
    {
        string firstKey = Verdicts.NewKeyPem();
        string secondKey = Verdicts.NewKeyPem();
        using TemporaryFile keyFile = new(firstKey);
        using TemporaryFile secretFile = new(SecretOf(0));
        await using TestHost host = await TestHost.StartAsync(Map, Section(keyFile.Path, secretFile.Path));
        string partners = await host.Services.GetRequiredKeyedService<ITokenIssuer>("partner").IssueAsync(Verdicts.John);
        using CancellationTokenSource stop = new();
        ConcurrentBag<string> failures = [];
        List<string> wrong = [];
        Load[] load = [new(host, HttpMethod.Post, "/own"), new(host, HttpMethod.Post, "/kore"), new(host, HttpMethod.Get, "/check/" + partners), new(host, HttpMethod.Get, "/.well-known/jwks.json")];
        Task[] callers = [.. Enumerable.Range(0, Callers).SelectMany(_ => load).Select(each => Task.Run(() => each.RunAsync(failures, stop.Token)))];
        for (int rotation = 1; rotation <= Rotations; rotation++)
        {
            string key = rotation % 2 == 0 ? firstKey : secondKey;
            await File.WriteAllTextAsync(keyFile.Path, key);
            await File.WriteAllTextAsync(secretFile.Path, SecretOf(rotation));
            host.Time.Elapse(TimeSpan.FromSeconds(2));
            host.Time.Elapse(TimeSpan.FromSeconds(2));
            string own = (await SignedInAsync(host, "/own")).Token;
            string kore = (await SignedInAsync(host, "/kore")).Token;
            if (!own.IsUnder(SecretOf(rotation)) || !kore.IsUnderKey(key))
            {
                wrong.Add($"rotation {rotation}");
            }

            // Each rotation meets requests that began before it and ends with requests that began after it.
            await Task.WhenAll(load.Select(static each => each.NextAsync()));
        }

        await stop.CancelAsync();
        await Task.WhenAll(callers);

        Assert.That(
            (wrong.Count, string.Join(Environment.NewLine, failures.Distinct()), host.Log.Of(ReloadHost.Category).Count(static line => line == ReloadHost.Reloaded)),
            Is.EqualTo((0, "", Rotations)));
    }

    private static string SecretOf(int rotation) => $"the-secret-of-rotation-{rotation:00}-0123456789-0123456789";

    private static Task<Answer> SignedInAsync(TestHost host, string path) => host.PostAsync(path, (TestHost.UserHeader, "john"));

    private static void Map(WebApplication app)
    {
        app.MapTokenEndpoint("/own", "own");
        app.MapTokenEndpoint("/kore", "kore");
        app.MapJwks();
        app.MapGet("/check/{token}", async context =>
        {
            ITokenValidator validator = context.RequestServices.GetRequiredKeyedService<ITokenValidator>("partner");
            context.Response.StatusCode = (await validator.ValidateAsync((string)context.Request.RouteValues["token"]!)).Succeeded ? 200 : 401;
        });
    }

    private static Microsoft.Extensions.Configuration.IConfigurationSection Section(string keyFile, string secretFile) => Settings.Only(
        ("JwtKit:Issuers:own:Issuer", "https://id.example.com"),
        ("JwtKit:Issuers:own:Audience", "orders-api"),
        ("JwtKit:Issuers:own:Lifetime", "00:05:00"),
        ("JwtKit:Issuers:own:SecretFile", secretFile),
        ("JwtKit:Issuers:kore:Platform", "KoreAiUser"),
        ("JwtKit:Issuers:kore:ClientId", "cs-demo"),
        ("JwtKit:Issuers:kore:KeyFile", keyFile),
        ("JwtKit:Issuers:partner:Issuer", "https://partner.example.com"),
        ("JwtKit:Issuers:partner:Audience", "orders-api"),
        ("JwtKit:Issuers:partner:Lifetime", "01:00:00"),
        ("JwtKit:Issuers:partner:Secret", Settings.OwnSecret),
        ("JwtKit:Validators:partner:Issuer", "https://partner.example.com"),
        ("JwtKit:Validators:partner:Audience", "orders-api"),
        ("JwtKit:Validators:partner:Use", "Reusable"),
        ("JwtKit:Validators:partner:Secret", Settings.OwnSecret));

    /// <summary>One kind of request, again and again.</summary>
    private sealed class Load(TestHost host, HttpMethod method, string path)
    {
        private volatile TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The next request that ends.</summary>
        public Task NextAsync() => next.Task;

        public async Task RunAsync(ConcurrentBag<string> failures, CancellationToken stop)
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    Answer answer = await host.SendAsync(method, path, null, (TestHost.UserHeader, "john"));
                    if (answer.Status != HttpStatusCode.OK)
                    {
                        failures.Add($"{path[..5]}: {answer.Status} {answer.Body}");
                    }
                }
                catch (HttpRequestException e)
                {
                    failures.Add($"{path[..5]}: {e}");
                }

                Interlocked.Exchange(ref next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
            }
        }
    }
}
