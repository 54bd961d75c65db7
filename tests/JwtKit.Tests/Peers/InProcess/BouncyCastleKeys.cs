using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Utilities.IO.Pem;
using Org.BouncyCastle.X509;

namespace JwtKit.Tests.Peers;

/// <summary>The key of <see cref="TestKeys"/> in files that BouncyCastle writes.</summary>
internal static class BouncyCastleKeys
{
    /// <summary>In ASCII: beyond it BouncyCastle takes Latin-1 for PBES2, and .NET and OpenSSL UTF-8.</summary>
    public const string Password = "changeit";

    private static readonly byte[] Salt = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];

    public static RsaPrivateCrtKeyParameters PrivateKey { get; } = (RsaPrivateCrtKeyParameters)PrivateKeyFactory.CreateKey(PeerKeys.Rsa.ExportPkcs8PrivateKey());

    public static RsaKeyParameters PublicKey { get; } = new(isPrivate: false, PrivateKey.Modulus, PrivateKey.PublicExponent);

    /// <summary>A key of its own making.</summary>
    public static AsymmetricCipherKeyPair Generate(int bits, int exponent)
    {
        RsaKeyPairGenerator generator = new();
        generator.Init(new RsaKeyGenerationParameters(BigInteger.ValueOf(exponent), new SecureRandom(), bits, certainty: 80));
        return generator.GenerateKeyPair();
    }

    public static string Pem(string label, byte[] der)
    {
        using StringWriter text = new();
        using (PemWriter writer = new(text))
        {
            writer.WriteObject(new PemObject(label, der));
        }

        return text.ToString();
    }

    /// <summary>What BouncyCastle's own writer makes of a key, in the form that it thinks right.</summary>
    public static string Write(object key, string? algorithm = null)
    {
        using StringWriter text = new();
        using (Org.BouncyCastle.OpenSsl.PemWriter writer = new(text))
        {
            if (algorithm is null)
            {
                writer.WriteObject(key);
            }
            else
            {
                writer.WriteObject(key, algorithm, Password.ToCharArray(), new SecureRandom());
            }
        }

        return text.ToString();
    }

    public static string Pkcs8 => Pem("PRIVATE KEY", PrivateKeyInfoFactory.CreatePrivateKeyInfo(PrivateKey).GetDerEncoded());

    /// <summary>EncryptedPrivateKeyInfo under PBES2 with PBKDF2.</summary>
    public static string Encrypted(string cipher, string pseudorandomFunction) => Pem(
        "ENCRYPTED PRIVATE KEY",
        EncryptedPrivateKeyInfoFactory.CreateEncryptedPrivateKeyInfo(
            new DerObjectIdentifier(cipher), new DerObjectIdentifier(pseudorandomFunction), Password.ToCharArray(), Salt, 100, new SecureRandom(), PrivateKey).GetDerEncoded());

    /// <summary>EncryptedPrivateKeyInfo under PBES1 or a scheme of PKCS#12.</summary>
    public static string Encrypted(string scheme) => Pem(
        "ENCRYPTED PRIVATE KEY",
        EncryptedPrivateKeyInfoFactory.CreateEncryptedPrivateKeyInfo(new DerObjectIdentifier(scheme), Password.ToCharArray(), Salt, 100, PrivateKey).GetDerEncoded());

    /// <summary>A PFX file with the key under PBES2, or under the scheme alone where no function is named.</summary>
    public static byte[] Pfx(string cipher, string? pseudorandomFunction, int keys = 1)
    {
        Pkcs12StoreBuilder builder = new();
        DerObjectIdentifier algorithm = new(cipher);
        if (pseudorandomFunction is null)
        {
            builder.SetKeyAlgorithm(algorithm).SetCertAlgorithm(algorithm);
        }
        else
        {
            DerObjectIdentifier function = new(pseudorandomFunction);
            builder.SetKeyAlgorithm(algorithm, function).SetCertAlgorithm(algorithm, function);
        }

        Pkcs12Store store = builder.SetUseDerEncoding(true).Build();
        for (int i = 0; i < keys; i++)
        {
            RsaPrivateCrtKeyParameters key = i == 0 ? PrivateKey : (RsaPrivateCrtKeyParameters)Generate(2048, 65537).Private;
            RsaKeyParameters publicKey = new(isPrivate: false, key.Modulus, key.PublicExponent);
            X509Certificate certificate = new X509CertificateParser().ReadCertificate(
                new OddCertificate { Key = SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(publicKey), Serial = BigInteger.ValueOf(i + 1) }.Encode());
            store.SetKeyEntry($"key-{i}", new AsymmetricKeyEntry(key), [new X509CertificateEntry(certificate)]);
        }

        using MemoryStream file = new();
        store.Save(file, Password.ToCharArray(), new SecureRandom());
        return file.ToArray();
    }

    /// <summary>The same file with a MAC under another hash (RFC 7292 appendix B); without one where no hash is named.</summary>
    public static byte[] WithMac(byte[] pfx, IDigest? digest, string? identifier)
    {
        ContentInfo content = Org.BouncyCastle.Asn1.Pkcs.Pfx.GetInstance(pfx).AuthSafe;
        if (digest is null)
        {
            return new Pfx(content, macData: null).GetDerEncoded();
        }

        Pkcs12ParametersGenerator generator = new(digest);
        generator.Init(PbeParametersGenerator.Pkcs12PasswordToBytes(Password.ToCharArray()), Salt, 100);
        HMac hmac = new(digest);
        hmac.Init(generator.GenerateDerivedMacParameters(digest.GetDigestSize() * 8));
        byte[] octets = Asn1OctetString.GetInstance(content.Content).GetOctets();
        hmac.BlockUpdate(octets, 0, octets.Length);
        byte[] mac = new byte[hmac.GetMacSize()];
        hmac.DoFinal(mac, 0);
        DigestInfo info = new(new AlgorithmIdentifier(new DerObjectIdentifier(identifier!), DerNull.Instance), mac);
        return new Pfx(content, new MacData(info, Salt, 100)).GetDerEncoded();
    }
}
