namespace JwtKit;

/// <summary>For which side of a connection a certificate is.</summary>
internal enum TlsPurpose
{
    /// <summary>It must be for servers.</summary>
    Server,

    /// <summary>It must be for clients.</summary>
    Client,
}
