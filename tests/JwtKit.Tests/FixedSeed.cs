using FsCheck;
using Microsoft.FSharp.Core;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>The one seed of everything random in the tests, printed so that a failure can be followed up.</summary>
internal static class FixedSeed
{
    private const int Seed = 7515;

    // FsCheck's second half of a seed must be odd.
    private const ulong Gamma = 7519;

    public static Random NewRandom()
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        return new Random(Seed);
    }

    public static Config Runs(int count)
    {
        TestContext.Out.WriteLine($"seed ({Seed}, {Gamma})");
        Replay replay = new(new Rnd(Seed, Gamma), FSharpOption<int>.None);
        return Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(FSharpOption<Replay>.Some(replay));
    }
}
