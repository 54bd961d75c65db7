using BenchmarkDotNet.Running;
using JwtKit.Benchmarks;

// dotnet run -c Release --project tests/JwtKit.Benchmarks -- --filter '*Replay*'; without a filter, everything.
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args.Length == 0 ? ["--filter", "*"] : args, Measurement.Config);
if (Covers("Replay"))
{
    ReplayMemory.Print();
}

if (Covers("EnvelopeStream"))
{
    await StreamMemory.PrintAsync();
}

bool Covers(string name) => args.Length == 0 || args.Any(arg => arg.Trim('*') is { Length: > 0 } part && name.Contains(part, StringComparison.Ordinal));
