namespace JwtKit;

/// <summary>The PEM labels of RSA keys (RFC 7468 sections 10 and 13; the PKCS#1 ones are OpenSSL's).</summary>
internal static class PemLabels
{
    public const string Pkcs8 = "PRIVATE KEY";
    public const string Pkcs1Private = "RSA PRIVATE KEY";
    public const string SubjectPublicKeyInfo = "PUBLIC KEY";
    public const string Pkcs1Public = "RSA PUBLIC KEY";
}
