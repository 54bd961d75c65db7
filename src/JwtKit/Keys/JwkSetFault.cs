namespace JwtKit;

/// <summary>Why a text is not accepted as a JWK set. Immutable and safe for concurrent use.</summary>
public sealed class JwkSetFault
{
    /// <summary>The text is longer than the limit; nothing was read.</summary>
    public const string TooLong = "too_long";

    /// <summary>Not one strict JSON object with an array <c>keys</c> of objects (RFC 7517 section 5).</summary>
    public const string Malformed = "malformed";

    /// <summary>The set has more than <see cref="JwkSet.MaximumKeys"/> keys.</summary>
    public const string TooManyKeys = "too_many_keys";

    /// <summary>The set holds a private key or a secret.</summary>
    public const string PrivateKey = "private_key";

    /// <summary>Two keys have the same <c>kid</c>.</summary>
    public const string DuplicateKeyId = "duplicate_kid";

    internal JwkSetFault(string code, string description)
    {
        Code = code;
        Description = description;
    }

    /// <summary>One of the constants of this class: stable, for programs and logs.</summary>
    public string Code { get; }

    /// <summary>What is wrong, in a sentence that holds nothing of the text.</summary>
    public string Description { get; }

    /// <summary>The code and its sentence, fit for a log.</summary>
    public override string ToString() => $"{Code}: {Description}";
}
