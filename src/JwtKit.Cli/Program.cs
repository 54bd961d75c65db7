namespace JwtKit.Cli;

/// <summary>Where the tool starts.</summary>
internal static class Program
{
    private static int Main(string[] args) => CommandLine.Run(args);
}
