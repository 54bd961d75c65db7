using System.Formats.Asn1;
using System.Security.Cryptography;

namespace JwtKit;

/// <summary>An RSA public key of 2048 to 16384 bits (RFC 7518 section 3.3), before it has a purpose. Immutable and safe for concurrent use.</summary>
public sealed class RsaPublicKey
{
    internal RsaPublicKey(RsaShape shape) => Shape = shape;

    /// <summary>The length of the modulus in bits.</summary>
    public int KeySize => Shape.ModulusBits;

    internal RsaShape Shape { get; }

    /// <summary>Reads one public key in PEM form: <c>PUBLIC KEY</c> (SubjectPublicKeyInfo) or <c>RSA PUBLIC KEY</c> (PKCS#1).</summary>
    /// <param name="pem">The text of the key file, with nothing but this key in it.</param>
    /// <param name="allowSmallExponent">Admits a public exponent under 65537 for this key.</param>
    /// <exception cref="CryptographicException">The text is no such key, or the key is too weak; the message names what was found.</exception>
    public static RsaPublicKey FromPem(string pem, bool allowSmallExponent = false)
    {
        PemKey key = PemKey.Read(pem);
        try
        {
            RsaShape shape = ReadShape(key);
            shape.Require(allowSmallExponent);
            return new RsaPublicKey(shape);
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

    /// <summary>The key as PEM (SubjectPublicKeyInfo): the form in which platforms take it.</summary>
    public string ExportPem()
    {
        using RSA rsa = CreateRsa();
        return rsa.ExportSubjectPublicKeyInfoPem();
    }

    /// <summary>The size.</summary>
    public override string ToString() => $"RsaPublicKey ({KeySize} bits)";

    internal RSA CreateRsa() => RSA.Create(new RSAParameters { Modulus = Shape.Modulus, Exponent = Shape.Exponent });

    private static RsaShape ReadShape(PemKey key) => key.Label switch
    {
        PemLabels.SubjectPublicKeyInfo => RsaShape.OfSubjectPublicKeyInfo(key.Der),
        PemLabels.Pkcs1Public => RsaShape.OfPkcs1PublicKey(key.Der),
        PemLabels.Pkcs8 or PemLabels.Pkcs1Private => throw new CryptographicException(
            $"The PEM block is labelled '{key.Label}': a private key where the public one is needed. Keep it away from here; 'openssl pkey -in private.pem -pubout' prints the public half."),
        _ => throw new CryptographicException($"The PEM block is labelled '{key.Label}'; an RSA public key is needed, labelled '{PemLabels.SubjectPublicKeyInfo}' or '{PemLabels.Pkcs1Public}'."),
    };
}
