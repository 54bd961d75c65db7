using System.Globalization;
using BenchmarkDotNet.Running;
using JwtKit.Benchmarks;

// dotnet run -c Release --project tests/JwtKit.Benchmarks                               the table of all rows, three rounds
// dotnet run -c Release --project tests/JwtKit.Benchmarks -- --filter '*Hs256*'         these only
// dotnet run -c Release --project tests/JwtKit.Benchmarks -- --rounds 1 --filter '*'    a quick look
// dotnet run -c Release --project tests/JwtKit.Benchmarks -- --filter '*Rsa15Timing*'   whether the time of an RSA1_5 unwrapping tells its padding; --pairs 2000 is a quick look
List<string> filter = [.. args];
int rounds = Take("--rounds", 3);
int pairs = Take("--pairs", Rsa15Timing.UsualPairs);
bool coversTiming = Covers(nameof(Rsa15Timing));

// BenchmarkDotNet cannot interleave the calls of a pair, so this is none of its benchmarks.
bool coversOthers = filter.Count == 0 || filter.RemoveAll(static arg => arg.Trim('*') == nameof(Rsa15Timing)) == 0 || filter.Any(static arg => !arg.StartsWith('-'));
ResultTable table = new();
for (int round = 1; coversOthers && round <= rounds; round++)
{
    table.Add(BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(filter.Count == 0 ? ["--filter", "*"] : [.. filter], Measurement.Config));
}

if (coversOthers)
{
    table.Print();
}

if (coversOthers && Covers("InMemoryReplay"))
{
    ReplayMemory.Print();
}

if (coversOthers && Covers("EnvelopeStream"))
{
    await StreamMemory.PrintAsync();
}

bool isTimingMet = !coversTiming || Rsa15Timing.Print(pairs);
return table.AllMet && isTimingMet ? 0 : 1;

bool Covers(string name) => filter.Count == 0 || filter.Any(arg => arg.Trim('*') is { Length: > 0 } part && name.Contains(part, StringComparison.Ordinal));

int Take(string option, int usual)
{
    int named = filter.IndexOf(option);
    if (named < 0)
    {
        return usual;
    }

    int value = int.Parse(filter[named + 1], CultureInfo.InvariantCulture);
    filter.RemoveRange(named, 2);
    return value;
}
