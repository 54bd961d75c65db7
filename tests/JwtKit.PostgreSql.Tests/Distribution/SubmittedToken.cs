namespace JwtKit.PostgreSql.Tests;

/// <summary>A token and what became of it.</summary>
internal sealed class SubmittedToken(string text)
{
    private int accepted;

    public string Text => text;

    /// <summary>How many nodes said that they accepted it.</summary>
    public int Accepted => Volatile.Read(ref accepted);

    public void Accept() => Interlocked.Increment(ref accepted);
}
