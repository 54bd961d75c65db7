using System.Security.Cryptography.X509Certificates;

namespace JwtKit;

/// <summary>Why the other side's certificate was refused. Says nothing of the certificate's content.</summary>
/// <param name="Code">Stable, for logs.</param>
/// <param name="Text">The end of a sentence, with what would be right.</param>
internal sealed record PeerRefusal(string Code, string Text)
{
    public static PeerRefusal Missing { get; } = new("missing", "the other side presented none");

    public static PeerRefusal Damaged { get; } = new("damaged", "it, or a certificate on its path, cannot be read");

    public static PeerRefusal Dates { get; } = new("dates", "it, or a certificate on its path, is past its end or before its beginning");

    public static PeerRefusal Revoked { get; } = new("revoked", "it, or a certificate on its path, is revoked");

    public static PeerRefusal RevocationUnknown { get; } = new("revocation_unknown", "RevocationListFile has no list of its authority that is signed by that authority's key");

    public static PeerRefusal RevocationOutdated { get; } = new("revocation_outdated", "the revocation list of its authority is past its date (nextUpdate), or before it; put a current one in RevocationListFile");

    public static PeerRefusal Weak { get; } = new("weak", "a signature or a key on its path is too weak: RSA of 2048 bits or ECDSA of 256 bits, with SHA-256 or better, is needed");

    public static PeerRefusal HostName { get; } = new("host_name", "its alternative names do not have the host that was called (the common name does not count)");

    public static PeerRefusal Subject { get; } = new("subject", "AllowedSubjects does not name it");

    public static PeerRefusal Purpose(TlsPurpose purpose) =>
        new("purpose", $"it is not for {(purpose == TlsPurpose.Server ? "servers (extended key usage serverAuth)" : "clients (extended key usage clientAuth)")}");

    public static PeerRefusal Untrusted(X509ChainStatusFlags found) =>
        new("untrusted", $"no complete path leads from it to RootFile ({found}); its intermediate must be presented, or stand in ChainFile");

    public override string ToString() => Code;
}

/// <summary>For which side of a connection a certificate is.</summary>
internal enum TlsPurpose
{
    /// <summary>It must be for servers.</summary>
    Server,

    /// <summary>It must be for clients.</summary>
    Client,
}
