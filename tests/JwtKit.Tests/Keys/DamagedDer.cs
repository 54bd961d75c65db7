namespace JwtKit.Tests;

/// <summary>DER with one to three of its bytes changed, dropped or added.</summary>
internal static class DamagedDer
{
    // The head of the structure is where most goes wrong, so half of the changes fall there.
    public static byte[] From(byte[] good, Random random)
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
