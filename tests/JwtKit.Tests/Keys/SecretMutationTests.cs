using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
[Category("Heavy")]
internal sealed class SecretMutationTests
{
    [Test]
    public void A_damaged_key_as_secret_throws_nothing_but_CryptographicException([Range(0, 7)] int kind)
    {
        Random random = FixedSeed.NewRandom();
        byte[] good = Keys()[kind];
        List<string> wrong = [];
        for (int i = 0; i < 1000; i++)
        {
            byte[] der = DamagedDer.From(good, random);
            try
            {
                SigningKey.Hs256(Secret.FromBytes(der)).Dispose();
            }
            catch (CryptographicException)
            {
            }
            catch (Exception fault)
            {
                wrong.Add($"{fault.GetType().Name}: {Convert.ToHexString(der)}");
            }
        }

        Assert.That(wrong, Is.Empty);
    }

    private static byte[][] Keys()
    {
        using ECDsa ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=jwtkit.example", ec, HashAlgorithmName.SHA256);
        DateTimeOffset start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using X509Certificate2 certificate = request.CreateSelfSigned(start, start.AddYears(1));
        return
        [
            .. Enum.GetValues<RsaForm>().Select(static form => form.GoodDer()),
            ec.ExportSubjectPublicKeyInfo(),
            ec.ExportPkcs8PrivateKey(),
            ec.ExportECPrivateKey(),
            certificate.RawData,
        ];
    }
}
