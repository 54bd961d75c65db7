using System.Security.Cryptography;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
[Category("Heavy")]
internal sealed class PemMutationTests
{
    [Test]
    public void A_damaged_key_throws_nothing_but_CryptographicException([Values] RsaForm form)
    {
        Random random = FixedSeed.NewRandom();
        byte[] good = form.GoodDer();
        List<string> wrong = [];
        for (int i = 0; i < 3000; i++)
        {
            byte[] der = DamagedDer.From(good, random);
            try
            {
                form.Read(form.Pem(der));
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

    [Test]
    public void Damaged_text_throws_nothing_but_CryptographicException([Values] RsaForm form)
    {
        Random random = FixedSeed.NewRandom();
        char[] good = form.GoodPem().ToCharArray();
        List<string> wrong = [];
        for (int i = 0; i < 3000; i++)
        {
            char[] pem = [.. good];
            pem[random.Next(pem.Length)] = (char)random.Next(i % 2 == 0 ? 128 : 65536);
            try
            {
                form.Read(new string(pem));
            }
            catch (CryptographicException)
            {
            }
            catch (Exception fault)
            {
                wrong.Add($"{fault.GetType().Name}: {new string(pem)}");
            }
        }

        Assert.That(wrong, Is.Empty);
    }
}
