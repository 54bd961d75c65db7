using System.Formats.Asn1;
using System.Security.Cryptography;

namespace JwtKit;

/// <summary>An RSA private key of 2048 to 16384 bits (RFC 7518 section 3.3), before it has a purpose.</summary>
/// <remarks>
/// Holds its own copy of the material. The <see cref="SigningKey"/> made from it takes it over, and it is empty afterwards. Prints its size only.
/// Not safe for concurrent use; the keys made from it are.
/// </remarks>
public sealed class RsaPrivateKey : IDisposable
{
    private byte[]? pkcs8;

    private RsaPrivateKey(byte[] pkcs8, RsaShape shape)
    {
        this.pkcs8 = pkcs8;
        Shape = shape;
    }

    /// <summary>The length of the modulus in bits.</summary>
    public int KeySize => Shape.ModulusBits;

    internal RsaShape Shape { get; }

    /// <summary>Reads one unencrypted private key in PEM form: <c>PRIVATE KEY</c> (PKCS#8) or <c>RSA PRIVATE KEY</c> (PKCS#1).</summary>
    /// <param name="pem">The text of the key file, with nothing but this key in it.</param>
    /// <param name="allowSmallExponent">Admits a public exponent under 65537 for this key.</param>
    /// <exception cref="CryptographicException">The text is no such key, or the key is too weak; the message names what was found.</exception>
    public static RsaPrivateKey FromPem(string pem, bool allowSmallExponent = false)
    {
        PemKey key = PemKey.Read(pem);
        try
        {
            RsaShape shape = ReadShape(key);
            shape.Require(allowSmallExponent);
            using RSA rsa = RSA.Create();
            if (key.Label == PemLabels.Pkcs8)
            {
                rsa.ImportPkcs8PrivateKey(key.Der, out _);
            }
            else
            {
                rsa.ImportRSAPrivateKey(key.Der, out _);
            }

            return new RsaPrivateKey(Export(rsa), shape);
        }
        catch (AsnContentException)
        {
            throw new CryptographicException($"The PEM block '{key.Label}' is damaged: its bytes are not one complete key of that form.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key.Der);
        }
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
        byte[] pkcs8 = Export(rsa);
        return new RsaPrivateKey(pkcs8, RsaShape.OfPkcs8PrivateKey(pkcs8));
    }

    /// <summary>The key as unencrypted PEM (PKCS#8). Whoever reads the text can sign.</summary>
    /// <exception cref="ObjectDisposedException">A key has taken this one over, or it was disposed.</exception>
    public string ExportPem() => PemEncoding.WriteString(PemLabels.Pkcs8, Peek());

    /// <summary>The public half, as a copy of its own.</summary>
    /// <exception cref="ObjectDisposedException">A key has taken this one over, or it was disposed.</exception>
    public RsaPublicKey GetPublicKey()
    {
        Peek();
        return new RsaPublicKey(Shape);
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

    private static RsaShape ReadShape(PemKey key) => key.Label switch
    {
        PemLabels.Pkcs8 => RsaShape.OfPkcs8PrivateKey(key.Der),
        PemLabels.Pkcs1Private => RsaShape.OfPkcs1PrivateKey(key.Der),
        _ => throw new CryptographicException($"The PEM block is labelled '{key.Label}'; an RSA private key is needed, labelled '{PemLabels.Pkcs8}' or '{PemLabels.Pkcs1Private}'."),
    };

    private static byte[] Export(RSA rsa)
    {
        byte[] exported = rsa.ExportPkcs8PrivateKey();
        byte[] pinned = KeyMemory.Allocate(exported.Length);
        exported.CopyTo(pinned, 0);
        CryptographicOperations.ZeroMemory(exported);
        return pinned;
    }
}
