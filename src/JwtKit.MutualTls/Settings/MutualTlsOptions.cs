namespace JwtKit;

/// <summary>
/// One party of a mutual TLS connection: the certificate that it presents, and what it asks of the other side. The same settings serve both directions,
/// <c>AddMutualTls</c> and <c>UseJwtKitMutualTls</c>.
/// </summary>
/// <remarks>
/// Relative paths start at the current directory. The files are read again every few seconds: a change takes effect on new connections, and one that is
/// not complete or not valid is passed over, with the last good files kept. Not safe for concurrent use; fixed once the host has started.
/// </remarks>
public sealed class MutualTlsOptions
{
    /// <summary>The party's own certificate, in PEM or DER. A PEM file may go on with intermediate certificates, which are presented too.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>The private key of the certificate in PEM, RSA or elliptic-curve: PKCS#8, encrypted PKCS#8, PKCS#1 or SEC 1.</summary>
    public string? KeyFile { get; set; }

    /// <summary>The password of an encrypted <see cref="KeyFile"/>, exactly.</summary>
    /// <value>None by default.</value>
    public string? KeyPassword { get; set; }

    /// <summary>Intermediate certificates in PEM or DER: presented after the party's own, and used to complete the other side's path. They are not trusted by themselves.</summary>
    /// <value>None by default.</value>
    public string? ChainFile { get; set; }

    /// <summary>The root certificates, in PEM or DER, to one of which the other side's certificate must lead. Nothing else is trusted, least of all the system's store.</summary>
    public string? RootFile { get; set; }

    /// <summary>
    /// Revocation lists (RFC 5280 section 5), in PEM or DER: one of the authority that issued the other side's certificate is needed, and each other
    /// authority's list that stands here counts for the intermediates. A list that is missing, past its date or signed by another key refuses.
    /// A list with a distribution point counts for the certificates that it covers (RFC 5280 section 5.2.5).
    /// </summary>
    /// <value>None by default: revocation is not checked.</value>
    public string? RevocationListFile { get; set; }

    /// <summary>
    /// The clients that may call this server; all that the root vouches for where it is empty. Each is a whole distinguished name (<c>CN=bots, O=ACME</c>,
    /// the most specific part first), <c>DNS:bots.example.com</c> or <c>URI:spiffe://example.com/bots</c>, the last two as alternative names of
    /// the certificate. Compared exactly, DNS names without case. Clients do not use it: they compare the host name.
    /// </summary>
    /// <value>Empty by default.</value>
    public IList<string> AllowedSubjects { get; } = [];

    /// <summary>
    /// Admits certificates of the other side that name no purpose at all (no extended key usage), as some private authorities issue them. One that names
    /// purposes always needs the right one.
    /// </summary>
    /// <value>False by default.</value>
    public bool AllowMissingPurpose { get; set; }

    /// <summary>How long before the end of one of the own certificates a warning is logged, once a day.</summary>
    /// <value>30 days by default.</value>
    public TimeSpan WarnBeforeExpiry { get; set; } = TimeSpan.FromDays(30);
}
