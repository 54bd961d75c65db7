namespace JwtKit;

/// <summary>Why received text is refused before any key is looked at.</summary>
internal enum JwsFault
{
    None,

    TooLong,

    /// <summary>Not three base64url segments with a header of one strict JSON object, or a text parameter of the header that is no text.</summary>
    Malformed,

    /// <summary><c>crit</c> or <c>b64</c>.</summary>
    Extension,

    KeyIdTooLong,
}
