namespace JwtKit.Cli;

/// <summary>One thing that was looked at: what was expected, what was found, and whether that is right.</summary>
/// <param name="Name">What was looked at, such as <c>exp</c>.</param>
/// <param name="Expected">What is right; null where nothing was asked for.</param>
/// <param name="Found">What the token says; null where it says nothing.</param>
/// <param name="Passed">Null where nothing was asked for, so that nothing was checked.</param>
/// <param name="Note">What helps, if anything does.</param>
internal sealed record Check(string Name, string? Expected, string? Found, bool? Passed, string? Note = null);
