namespace JwtKit.Cli.Tests;

/// <summary>What a process left behind.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error);
