namespace JwtKit;

/// <summary>Why a token was refused. Immutable and safe for concurrent use.</summary>
/// <remarks>
/// Log <see cref="Code"/>. <see cref="Found"/> is the sender's text: cut short, its control characters replaced, but no more to be trusted than the
/// token.
/// </remarks>
public sealed class TokenFailure
{
    internal TokenFailure(string code, string description, string? expected = null, string? found = null)
    {
        Code = code;
        Description = description;
        Expected = expected;
        Found = LogText.Clean(found);
    }

    /// <summary>One of <see cref="TokenFailureCodes"/>: stable, for programs and logs.</summary>
    public string Code { get; }

    /// <summary>What is wrong, in a sentence that holds nothing of the token. Where a key of a published set is not used, its reason may follow.</summary>
    public string Description { get; }

    /// <summary>What the policy expects, if that is a fact worth showing: an algorithm, a name, a time. Never a key. Key ids are cut short and cleaned as in <see cref="Found"/>.</summary>
    public string? Expected { get; }

    /// <summary>What the token says there: <c>alg</c>, <c>kid</c>, <c>typ</c>, <c>iss</c> or what a platform has in its place, <c>aud</c> or a time, at most 128 characters. Never subject, token id or signature.</summary>
    public string? Found { get; }

    /// <summary>What a replay store threw, for the host's own log; null otherwise, and never printed here.</summary>
    public Exception? Exception { get; internal init; }

    /// <summary>The code and its sentence, fit for a log.</summary>
    public override string ToString() => $"{Code}: {Description}";
}
