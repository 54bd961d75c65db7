namespace JwtKit;

/// <summary>How an envelope with members of its own writes bytes as text. Each has one spelling; any other is refused.</summary>
public enum EnvelopeEncoding
{
    /// <summary>Base64 with padding (RFC 4648 section 4).</summary>
    Base64,

    /// <summary>Base64url without padding (RFC 7515 section 2).</summary>
    Base64Url,

    /// <summary>Hexadecimal digits in lower case.</summary>
    Hex,

    /// <summary>Hexadecimal digits in upper case.</summary>
    UpperHex,
}
