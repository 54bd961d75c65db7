using System.CommandLine;
using System.Security.Cryptography;

namespace JwtKit.Cli;

/// <summary>From arguments to an exit code. Whatever goes wrong, the user reads one line of it on standard error.</summary>
internal static class CommandLine
{
    // A value that begins with @ is a value (--sub @john), not the name of a file with more arguments.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <summary>Runs one call.</summary>
    /// <param name="args">As the shell handed them over.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args)
    {
        try
        {
            ParseResult parsed = CommandTable.RootFor(args).Parse(args, Parsing);
            if (parsed.Errors.Count > 0 && parsed.Action is System.CommandLine.Invocation.ParseErrorAction)
            {
                throw new UsageException(ParseErrorText.Describe(parsed, args));
            }

            // Straight to the command: the pipeline around it serves exceptions and signals, which are served here.
            if (parsed.Action is ToolCommand.RunAction run)
            {
                return run.Invoke(parsed);
            }

            StandardOutput.RequireOpen();
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (RefusedException e)
        {
            return Fail(e.Message, ExitCode.Refused, args);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (IOException e) when (BrokenPipe.Is(e))
        {
            // Whoever was reading has seen enough.
            return ExitCode.Done;
        }
        catch (UsageException e)
        {
            return Fail(e.Message, ExitCode.WrongCall, args);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or InvalidOperationException or IOException or UnauthorizedAccessException or FormatException or OverflowException)
        {
            return Fail(LibraryErrors.ForUsers(e), ExitCode.WrongCall, args);
        }
    }

    private static int Fail(string message, int exitCode, string[] args)
    {
        ErrorLine.Write(message, isJson: Array.IndexOf(args, CommonOptions.Json.Name) >= 0);
        return exitCode;
    }
}
