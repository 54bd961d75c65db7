using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace JwtKit.PostgreSql.Tests;

/// <summary>Keeps what a store logs: the event's name, the text and the exception, if there is one.</summary>
internal sealed class StoreLog : ILogger<PostgreSqlReplayStore>
{
    private readonly ConcurrentQueue<(string Name, string Text)> events = new();

    public IEnumerable<string> Names => events.Select(static logged => logged.Name);

    public IEnumerable<string> Texts => events.Select(static logged => logged.Text);

    public string TextOf(string name) => events.First(logged => logged.Name == name).Text;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        events.Enqueue((eventId.Name!, $"{formatter(state, exception)}{exception}"));
}
