namespace JwtKit;

/// <summary>The PEM labels of RSA keys (RFC 7468 sections 5, 10, 11 and 13; the PKCS#1 ones are OpenSSL's).</summary>
internal static class PemLabels
{
    public const string Pkcs8 = "PRIVATE KEY";
    public const string EncryptedPkcs8 = "ENCRYPTED PRIVATE KEY";
    public const string Pkcs1Private = "RSA PRIVATE KEY";
    public const string SubjectPublicKeyInfo = "PUBLIC KEY";
    public const string Pkcs1Public = "RSA PUBLIC KEY";
    public const string Certificate = "CERTIFICATE";

    /// <summary>What to say of a block that holds no RSA private key.</summary>
    public static string NotPrivate(string label) => $"The PEM block is labelled '{label}'" + label switch
    {
        SubjectPublicKeyInfo or Pkcs1Public => ": a public key where the private one is needed. It cannot be made from the public key; take the file that was written with it.",
        Certificate => ": it holds the public key only, and the private one is needed. Take the key file that belongs to the certificate, or its PFX file.",
        "EC PRIVATE KEY" or "EC PARAMETERS" => ": an elliptic-curve key where an RSA key is needed. Make one: openssl genrsa -out private.pem 3072",
        "OPENSSH PRIVATE KEY" => ": OpenSSH's own form. Convert it in place: ssh-keygen -p -m PKCS8 -f private.pem",
        _ => $"; an RSA private key is needed, labelled '{Pkcs8}', '{EncryptedPkcs8}' or '{Pkcs1Private}'.",
    };

    /// <summary>What to say of a block that holds no RSA public key.</summary>
    public static string NotPublic(string label) => $"The PEM block is labelled '{label}'" + label switch
    {
        Pkcs8 or EncryptedPkcs8 or Pkcs1Private =>
            ": a private key where the public one is needed. Keep it away from here; 'openssl pkey -in private.pem -pubout' prints the public half.",
        "EC PUBLIC KEY" => ": an elliptic-curve key where an RSA key is needed.",
        _ => $"; an RSA public key is needed, labelled '{SubjectPublicKeyInfo}', '{Pkcs1Public}' or '{Certificate}'.",
    };

    /// <summary>What to say of a block whose bytes are not what its label says.</summary>
    public static string Damaged(string label) =>
        $"The PEM block '{label}' is damaged: its bytes are not one complete key of that form. Copy the file again, whole.";
}
