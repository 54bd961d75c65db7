namespace JwtKit.Cli;

/// <summary>The end of a pipe whose reader has gone, such as <c>head</c>: nothing is wrong with the call.</summary>
internal static class BrokenPipe
{
    private const int UnixBrokenPipe = 32;
    private const int WindowsBrokenPipe = unchecked((int)0x8007006D);
    private const int WindowsClosingPipe = unchecked((int)0x800700E8);

    /// <param name="exception">Thrown by a write.</param>
    public static bool Is(IOException exception) => exception.HResult is UnixBrokenPipe or WindowsBrokenPipe or WindowsClosingPipe;
}
