namespace JwtKit.Cli;

/// <summary>Whether colours are wanted: on a terminal, unless <c>NO_COLOR</c> is set (no-color.org) or it can do nothing (<c>TERM=dumb</c>).</summary>
internal static class Colours
{
    public static bool AreWanted => !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb";
}
