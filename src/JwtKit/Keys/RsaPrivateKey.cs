using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace JwtKit;

/// <summary>An RSA private key of 2048 to 16384 bits (RFC 7518 section 3.3), before it has a purpose.</summary>
/// <remarks>
/// Holds its own copy of the material. The <see cref="SigningKey"/> made from it takes it over, and it is empty afterwards. Prints its size only.
/// Not safe for concurrent use; the keys made from it are.
/// </remarks>
public sealed class RsaPrivateKey : IDisposable
{
    private byte[]? pkcs8;

    /// <param name="pkcs8">Owned from here on.</param>
    /// <param name="numbers">Its public numbers, judged by the caller.</param>
    internal RsaPrivateKey(byte[] pkcs8, RsaModulus numbers)
    {
        this.pkcs8 = pkcs8;
        Numbers = numbers;
    }

    /// <summary>The length of the modulus in bits.</summary>
    public int KeySize => Numbers.ModulusBits;

    /// <summary>The RFC 7638 thumbprint of the key (SHA-256, base64url): 43 characters, the same for both halves, fit for a key id.</summary>
    public string Thumbprint => JwkThumbprint.OfRsa(Numbers);

    internal RsaModulus Numbers { get; }

    /// <summary>
    /// Reads one private key in PEM form, from a file or an environment variable: <c>PRIVATE KEY</c> (PKCS#8), <c>ENCRYPTED PRIVATE KEY</c> (PKCS#8 under
    /// PBES2, RFC 8018) or <c>RSA PRIVATE KEY</c> (PKCS#1). A written-out <c>\n</c> and quotation marks around the text do not matter.
    /// </summary>
    /// <param name="pem">The text of the key file. Text around the key is passed over; another PEM block, whole or damaged, is refused.</param>
    /// <param name="password">The password of an encrypted key, exactly; null for one that is not encrypted.</param>
    /// <param name="allowSmallExponent">Admits a public exponent under 65537 for this key.</param>
    /// <exception cref="CryptographicException">
    /// The text is no such key, the password is wrong, missing or not wanted, the key is too weak, or asks for more than 10 million rounds of key
    /// derivation; the message names what was found.
    /// </exception>
    public static RsaPrivateKey FromPem(string pem, string? password = null, bool allowSmallExponent = false)
    {
        PemKey key = PemKey.Read(pem);
        try
        {
            return key.Label switch
            {
                PemLabels.EncryptedPkcs8 => EncryptedPkcs8.Read(key.Der, password ?? throw new CryptographicException(
                    "The key is encrypted and no password was given; RsaPrivateKey.FromPem(pem, password) opens it, in configuration KeyPassword."), allowSmallExponent),
                PemLabels.Pkcs8 or PemLabels.Pkcs1Private when password is not null => throw new CryptographicException(
                    $"A password was given, but the key is not encrypted (PEM block '{key.Label}'). Leave the password out, or encrypt the key: openssl pkcs8 -topk8 -v2 aes-256-cbc -in plain.pem -out encrypted.pem"),
                PemLabels.Pkcs8 => RsaKeyReader.OfPkcs8(key.Der, allowSmallExponent),
                PemLabels.Pkcs1Private => RsaKeyReader.OfPkcs1(key.Der, allowSmallExponent),
                _ => throw new CryptographicException(PemLabels.NotPrivate(key.Label)),
            };
        }
        catch (AsnContentException)
        {
            throw new CryptographicException(PemLabels.Damaged(key.Label));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key.Der);
        }
    }

    /// <summary>Reads the private key of a PFX file (PKCS#12, RFC 7292), which holds exactly one. The key is written to no key store.</summary>
    /// <param name="pfx">The file, at most 1 MiB.</param>
    /// <param name="password">The file's password; null where it has none.</param>
    /// <param name="allowSmallExponent">Admits a public exponent under 65537 for this key.</param>
    /// <exception cref="CryptographicException">The file cannot be opened, asks for more than 10 million rounds of key derivation in all (its MAC and its content together, each counted twice without a password), or holds no RSA key that is acceptable.</exception>
    public static RsaPrivateKey FromPfx(ReadOnlySpan<byte> pfx, string? password, bool allowSmallExponent = false) => PfxFile.Read(pfx, password, allowSmallExponent);

    /// <summary>Copies the private key that a certificate carries. Dates and trust of the certificate are not checked.</summary>
    /// <param name="certificate">Stays the caller's.</param>
    /// <param name="allowSmallExponent">Admits a public exponent under 65537 for this key.</param>
    /// <exception cref="CryptographicException">The certificate carries no private RSA key, one that cannot leave its store, or one that is too weak.</exception>
    public static RsaPrivateKey FromCertificate(X509Certificate2 certificate, bool allowSmallExponent = false)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return CertificateKey.PrivateOf(certificate, allowSmallExponent);
    }

    /// <summary>Makes a new key with the public exponent 65537.</summary>
    /// <param name="keySize">Bits, 2048 to 16384 in steps of 64. 3072 is NIST's advice for use beyond 2030; each doubling signs about six times slower.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is out of range.</exception>
    public static RsaPrivateKey Generate(int keySize = 2048)
    {
        if (keySize is < 2048 or > 16384 || keySize % 64 != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(keySize), keySize, "2048 to 16384 bits in steps of 64 are needed.");
        }

        using RSA rsa = RSA.Create(keySize);
        byte[] pkcs8 = RsaKeyReader.Export(rsa);
        RsaModulus numbers = RsaModulus.OfPkcs8PrivateKey(pkcs8);
        numbers.Require(allowSmallExponent: false);
        return new RsaPrivateKey(pkcs8, numbers);
    }

    /// <summary>The key as unencrypted PEM (PKCS#8). Whoever reads the text can sign.</summary>
    /// <exception cref="ObjectDisposedException">A key has taken this one over, or it was disposed.</exception>
    public string ExportPem() => PemEncoding.WriteString(PemLabels.Pkcs8, Peek());

    /// <summary>The public half, as a copy of its own.</summary>
    /// <exception cref="ObjectDisposedException">A key has taken this one over, or it was disposed.</exception>
    public RsaPublicKey GetPublicKey()
    {
        Peek();
        return new RsaPublicKey(Numbers);
    }

    /// <summary>The key as a JSON Web Key with its private members, as a copy of its own. <see cref="RsaPublicKey.ToJwk"/> makes the one to publish.</summary>
    /// <param name="keyId">The <c>kid</c>, at most 256 characters; none by default. <see cref="Thumbprint"/> makes a good one.</param>
    /// <param name="algorithm">The <c>alg</c>, such as <c>RS256</c> or <c>RSA-OAEP</c>; none by default.</param>
    /// <param name="use"><c>sig</c> or <c>enc</c>; none by default.</param>
    /// <exception cref="ArgumentException">One of them is not acceptable, or algorithm and use contradict each other.</exception>
    /// <exception cref="ObjectDisposedException">A key has taken this one over, or it was disposed.</exception>
    public Jwk ToJwk(string? keyId = null, string? algorithm = null, string? use = null)
    {
        JwkLabels labels = JwkUse.LabelsOfRsa(keyId, algorithm, use);
        return new Jwk(GetPublicKey(), KeyMemory.Copy(Peek()), labels);
    }

    /// <summary>Erases the material, unless a key has taken it over.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(pkcs8);
        pkcs8 = null;
    }

    /// <summary>The size, never the content.</summary>
    public override string ToString() => $"RsaPrivateKey ({KeySize} bits)";

    /// <summary>Hands the PKCS#8 bytes to a key, which erases them from then on.</summary>
    internal byte[] Take()
    {
        byte[] taken = Peek();
        pkcs8 = null;
        return taken;
    }

    private byte[] Peek() => pkcs8
        ?? throw new ObjectDisposedException(nameof(RsaPrivateKey), "The private key was taken over by the key made from it, or was disposed. Read or generate it anew for each key.");
}
