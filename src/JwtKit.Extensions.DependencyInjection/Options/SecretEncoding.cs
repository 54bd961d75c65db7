namespace JwtKit;

/// <summary>How a secret in configuration is spelled. It is never guessed.</summary>
public enum SecretEncoding
{
    /// <summary>The UTF-8 bytes of the text: <see cref="Secret.FromText"/>.</summary>
    Text,

    /// <summary>Base64: <see cref="Secret.FromBase64"/>.</summary>
    Base64,

    /// <summary>Base64url: <see cref="Secret.FromBase64Url"/>.</summary>
    Base64Url,

    /// <summary>Hexadecimal digits: <see cref="Secret.FromHex"/>.</summary>
    Hex,
}
