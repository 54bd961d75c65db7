namespace JwtKit.Cli;

/// <summary>Whose rules a token is verified by.</summary>
internal enum PlatformRules
{
    /// <summary>Those of the standard and the options of the call.</summary>
    None,

    /// <summary>Kore.ai's for SDK users.</summary>
    KoreUser,

    /// <summary>Kore.ai's for its public APIs.</summary>
    KoreApi,

    /// <summary>CCAI Platform's.</summary>
    Ccai,
}
