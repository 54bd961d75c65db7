using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>Keeps all that any logger is given, at every level: the text, each value by itself, the scopes, and exceptions with all that they print.</summary>
internal sealed class EverythingLogged : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyCollection<string> All => lines;

    public ILogger CreateLogger(string categoryName) => new Logger(lines, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(ConcurrentQueue<string> lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            lines.Enqueue($"{category}: scope: {state} {ValuesOf(state)}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{category}: {logLevel} {eventId.Name}: {formatter(state, exception)} {ValuesOf(state)} {exception}");

        private static string ValuesOf<TState>(TState state) =>
            state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values.Select(static value => $"{value.Key}={value.Value}")) : string.Empty;
    }
}
