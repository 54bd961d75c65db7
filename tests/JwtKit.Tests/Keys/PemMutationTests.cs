using System.Security.Cryptography;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
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
            byte[] der = Mutate(good, random);
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

    // The head of the structure is where most goes wrong, so half of the changes fall there.
    private static byte[] Mutate(byte[] good, Random random)
    {
        List<byte> der = [.. good];
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            int at = random.Next(random.Next(2) == 0 ? 40 : der.Count);
            switch (random.Next(4))
            {
                case 0:
                    der[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    der[at] = (byte)random.Next(256);
                    break;
                case 2:
                    der.RemoveAt(at);
                    break;
                default:
                    der.Insert(at, (byte)random.Next(256));
                    break;
            }
        }

        return [.. der];
    }
}
