namespace JwtKit;

/// <summary>Which of an issuer's tokens are encrypted for their platform.</summary>
public enum TokenEncryption
{
    /// <summary>None: the issuer knows no key of the platform's.</summary>
    None,

    /// <summary>Those that are asked for so.</summary>
    OnRequest,

    /// <summary>All.</summary>
    Always,
}
