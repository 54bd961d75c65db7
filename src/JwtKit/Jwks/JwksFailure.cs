namespace JwtKit;

/// <summary>Why a fetch of published keys brought nothing. Holds nothing of the answer and fits a log. Immutable and safe for concurrent use.</summary>
public sealed class JwksFailure
{
    /// <summary>The connection or the TLS handshake failed, or the answer broke off.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>The answer was not there, from its first to its last byte, within <see cref="JwksResolverOptions.Timeout"/>.</summary>
    public const string TimedOut = "timed_out";

    /// <summary>The server sent the request elsewhere; that is never followed.</summary>
    public const string Redirected = "redirected";

    /// <summary>The answer has another status than 200.</summary>
    public const string UnexpectedStatus = "unexpected_status";

    /// <summary>The answer is compressed, which was not asked for.</summary>
    public const string Compressed = "compressed";

    /// <summary>The set is in order, but holds no key for the resolver's algorithms.</summary>
    public const string NoUsableKey = "no_usable_key";

    internal JwksFailure(string code, string description, DateTimeOffset time, IReadOnlyList<SkippedJwk>? skipped = null)
    {
        Skipped = skipped ?? [];
        Code = code;
        Description = description;
        Time = time;
    }

    /// <summary>One of the constants of this class or, where the answer is no acceptable set, of <see cref="JwkSetFault"/>: stable, for programs and logs.</summary>
    public string Code { get; }

    /// <summary>What happened and what is needed; where no key can be used, with the reasons of the first five.</summary>
    public string Description { get; }

    /// <summary>With <see cref="NoUsableKey"/>, the keys of the set, each with the reason why it cannot be used; empty otherwise.</summary>
    public IReadOnlyList<SkippedJwk> Skipped { get; }

    /// <summary>When the fetch ended.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>The code and its sentence.</summary>
    public override string ToString() => $"{Code}: {Description}";
}
