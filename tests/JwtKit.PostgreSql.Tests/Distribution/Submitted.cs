namespace JwtKit.PostgreSql.Tests;

/// <summary>One of the many times that a token is shown to a node.</summary>
/// <param name="Number">Tells it from the others.</param>
/// <param name="Token">What is shown.</param>
internal sealed record Submitted(int Number, SubmittedToken Token);
