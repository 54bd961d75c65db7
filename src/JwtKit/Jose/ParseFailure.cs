namespace JwtKit;

/// <summary>Why received text is refused before any key is looked at.</summary>
internal enum ParseFailure
{
    None,

    TooLong,

    /// <summary>Not the right number of base64url segments with a header of one strict JSON object, or a text parameter of the header that is no text.</summary>
    Malformed,

    /// <summary><c>crit</c>, <c>b64</c>, or <c>zip</c> where it would count.</summary>
    Extension,

    KeyIdTooLong,
}
