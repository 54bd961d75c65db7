using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>Keeps every log line with its exception.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyCollection<string> All => lines;

    public IEnumerable<string> Of(string category) => lines.Where(line => line.StartsWith(category + ":", StringComparison.Ordinal));

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(LogLines owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            owner.lines.Enqueue($"{category}: {logLevel}: {formatter(state, exception)} {exception}");
    }
}
