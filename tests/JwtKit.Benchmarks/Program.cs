using BenchmarkDotNet.Running;
using JwtKit.Benchmarks;

// dotnet run -c Release --project tests/JwtKit.Benchmarks                               the table of all rows, three rounds
// dotnet run -c Release --project tests/JwtKit.Benchmarks -- --filter '*Hs256*'         these only
// dotnet run -c Release --project tests/JwtKit.Benchmarks -- --rounds 1 --filter '*'    a quick look
int named = Array.IndexOf(args, "--rounds");
int rounds = named < 0 ? 3 : int.Parse(args[named + 1], System.Globalization.CultureInfo.InvariantCulture);
string[] filter = named < 0 ? args : [.. args[..named], .. args[(named + 2)..]];
ResultTable table = new();
for (int round = 1; round <= rounds; round++)
{
    table.Add(BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(filter.Length == 0 ? ["--filter", "*"] : filter, Measurement.Config));
}

table.Print();
if (Covers("InMemoryReplay"))
{
    ReplayMemory.Print();
}

if (Covers("EnvelopeStream"))
{
    await StreamMemory.PrintAsync();
}

return table.AllMet ? 0 : 1;

bool Covers(string name) => filter.Length == 0 || filter.Any(arg => arg.Trim('*') is { Length: > 0 } part && name.Contains(part, StringComparison.Ordinal));
