using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;

namespace JwtKit.Benchmarks;

/// <summary>Reading texts that are no key, in doubling lengths: the time doubles too, and 1 MiB takes at most 50 ms.</summary>
public class PemReadBenchmarks
{
    private string text = "";

    [Params("begin", "begin-line", "end", "dashes", "pairs", "base64")]
    public string Kind { get; set; } = "begin";

    [Params(256, 512, 1024, 2048)]
    public int KiB { get; set; } = 1024;

    [GlobalSetup]
    public void Make()
    {
        string part = Kind switch
        {
            "begin" => "-----BEGIN ",
            "begin-line" => "-----BEGIN A-----\n",
            "end" => "-----END",
            "dashes" => "--- ",
            "pairs" => "-----BEGIN A-----\nAAAA\n-----END A-----\n",
            _ => "AAAA",
        };
        string beginning = Kind == "base64" ? "-----BEGIN PRIVATE KEY-----\n" : "";
        text = beginning + string.Concat(Enumerable.Repeat(part, KiB * 1024 / part.Length));
    }

    [Benchmark]
    public int Refuse()
    {
        try
        {
            using RsaPrivateKey key = RsaPrivateKey.FromPem(text);
            return key.KeySize;
        }
        catch (CryptographicException e)
        {
            return e.Message.Length;
        }
    }
}
