using System.ComponentModel;
using System.Diagnostics;
using NUnit.Framework;

namespace JwtKit.Tests.Peers;

/// <summary>What a test does where a program that it needs is not installed.</summary>
/// <remarks>It is ignored, so that the .NET SDK alone runs the suite; with JWTKIT_NO_SKIP=1 it fails.</remarks>
internal static class OtherPrograms
{
    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(30);

    /// <summary>Ignores or fails the test unless <paramref name="present"/>.</summary>
    /// <param name="present">Whether the program is there.</param>
    /// <param name="otherwise">One line: what is missing, and how to get it.</param>
    public static void Require(bool present, string otherwise)
    {
        if (present)
            return;
        if (Environment.GetEnvironmentVariable("JWTKIT_NO_SKIP") == "1")
            Assert.Fail(otherwise);
        Assert.Ignore(otherwise);
    }

    /// <summary>Ignores or fails the test unless there is OpenSSL 3; other programs of that name, such as LibreSSL's, have no providers to list.</summary>
    public static void RequireOpenSsl() => Require(Runs("openssl", "list", "-providers"), "OpenSSL 3 is missing: apt-get install openssl");

    /// <summary>Whether <paramref name="program"/> starts and exits with 0.</summary>
    public static bool Runs(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process probe = Process.Start(start)!;
            probe.StandardInput.Close();
            if (probe.WaitForExit(ProbeTime))
                return probe.ExitCode == 0;
            probe.Kill(entireProcessTree: true);
            return false;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
