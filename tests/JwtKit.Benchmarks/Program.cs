using BenchmarkDotNet.Running;
using JwtKit.Benchmarks;

// dotnet run -c Release --project tests/JwtKit.Benchmarks -- --filter '*Replay*'; without a filter, everything.
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args.Length == 0 ? ["--filter", "*"] : args, Measurement.Config);
if (args.Length == 0 || args.Any(static arg => arg.Contains("Replay", StringComparison.Ordinal)))
{
    ReplayMemory.Print();
}
