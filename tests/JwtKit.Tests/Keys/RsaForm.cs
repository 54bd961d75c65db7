using System.Numerics;
using System.Security.Cryptography;

namespace JwtKit.Tests;

/// <summary>The four PEM forms of an RSA key.</summary>
internal enum RsaForm
{
    Pkcs8,
    Pkcs1Private,
    SubjectPublicKeyInfo,
    Pkcs1Public,
}

/// <summary>Writes RSA keys of any numbers, also of such as no key maker would write, and reads them.</summary>
internal static class RsaFormExtensions
{
    public static bool IsPrivate(this RsaForm form) => form is RsaForm.Pkcs8 or RsaForm.Pkcs1Private;

    public static string Label(this RsaForm form) => form switch
    {
        RsaForm.Pkcs8 => "PRIVATE KEY",
        RsaForm.Pkcs1Private => "RSA PRIVATE KEY",
        RsaForm.SubjectPublicKeyInfo => "PUBLIC KEY",
        _ => "RSA PUBLIC KEY",
    };

    /// <summary>The key that OpenSSL wrote in this form.</summary>
    public static string GoodPem(this RsaForm form) => form switch
    {
        RsaForm.Pkcs8 => TestKeys.Pkcs8,
        RsaForm.Pkcs1Private => TestKeys.Pkcs1Private,
        RsaForm.SubjectPublicKeyInfo => TestKeys.SubjectPublicKeyInfo,
        _ => TestKeys.Pkcs1Public,
    };

    public static byte[] GoodDer(this RsaForm form)
    {
        string pem = form.GoodPem();
        return Convert.FromBase64String(pem[PemEncoding.Find(pem).Base64Data]);
    }

    public static string Pem(this RsaForm form, byte[] der) => PemEncoding.WriteString(form.Label(), der);

    /// <summary>A key of these public numbers. A private one has ones for all the rest, since the public numbers are to be judged first.</summary>
    public static string Pem(this RsaForm form, BigInteger modulus, BigInteger exponent) => form.Pem(form switch
    {
        RsaForm.Pkcs8 => RsaDer.Pkcs8(RsaDer.RsaEncryption, RsaDer.Pkcs1Private(modulus, exponent)),
        RsaForm.Pkcs1Private => RsaDer.Pkcs1Private(modulus, exponent),
        RsaForm.SubjectPublicKeyInfo => RsaDer.SubjectPublicKeyInfo(RsaDer.RsaEncryption, RsaDer.Pkcs1Public(modulus, exponent)),
        _ => RsaDer.Pkcs1Public(modulus, exponent),
    });

    /// <summary>Reads the text as the kind of key that the form is; gives its size.</summary>
    public static int Read(this RsaForm form, string pem, bool allowSmallExponent = false)
    {
        if (!form.IsPrivate())
        {
            return RsaPublicKey.FromPem(pem, allowSmallExponent).KeySize;
        }

        using RsaPrivateKey key = RsaPrivateKey.FromPem(pem, allowSmallExponent: allowSmallExponent);
        return key.KeySize;
    }
}
