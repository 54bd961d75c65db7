using System.Buffers.Text;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Encodings;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Security;

namespace JwtKit.Benchmarks;

/// <summary>Whether the time of an RSA1_5 unwrapping tells a right padding from a wrong one, as in Bleichenbacher's attack.</summary>
/// <remarks>
/// All messages fail, at their tag, so that nothing but the padding differs. The raw path shows that the measurement sees a difference where there is one;
/// two sets of the same kind show that it sees none where there is none.
/// </remarks>
internal sealed class Rsa15Timing : IDisposable
{
    public const int UsualPairs = 40_000;

    private const int Inputs = 64;
    private const int KeyLength = 32;
    private const double Least = 0.485;
    private const double Most = 0.515;
    private const double Blind = 0.58;

    private readonly RSA rsa = RSA.Create(2048);
    private readonly DecryptionKey key;
    private readonly SigningKey signer = SigningKey.Hs256(Secret.Generate());
    private readonly JwtValidator validator;
    private readonly Pkcs1Encoding bouncyCastle;
    private readonly byte[][] right;
    private readonly byte[][] others;
    private readonly byte[][] wrong;
    private readonly byte[][] longer;

    private Rsa15Timing()
    {
        byte[] pkcs8 = rsa.ExportPkcs8PrivateKey();
        key = DecryptionKey.Rsa15(RsaPrivateKey.FromPem(rsa.ExportPkcs8PrivateKeyPem()));
        validator = new JwtValidator(new ValidationPolicy
        {
            Keys = [signer.VerificationKey],
            Issuer = "cs-1",
            Audience = "orders-api",
            Use = TokenUse.Reusable,
            DecryptionKeys = [key],
        });
        bouncyCastle = new Pkcs1Encoding(new RsaBlindedEngine(), new byte[KeyLength]);
        bouncyCastle.Init(forEncryption: false, PrivateKeyFactory.CreateKey(pkcs8));
        right = Make(() => Wrap(KeyLength));
        others = Make(() => Wrap(KeyLength));
        longer = Make(() => Wrap(KeyLength + 1));
        wrong = Make(WrongPadding);
    }

    /// <summary>Prints the table.</summary>
    /// <param name="pairs">Of calls, in each row.</param>
    /// <returns>Whether every row is where it has to be.</returns>
    public static bool Print(int pairs)
    {
        using Rsa15Timing timing = new();
        TimingRow[] rows = timing.Rows();
        Console.WriteLine($"RSA1_5, 2048 bits: right padding, wrong padding, {pairs} pairs                     medians                 AUC      target            met");
        foreach (TimingRow row in rows)
        {
            row.MeasureAndPrint(pairs);
        }

        if (!rows[0].IsMet)
        {
            Console.WriteLine("  The measurement is blind: it does not see the exception of the raw path. The other rows mean nothing; measure on a quieter machine.");
        }

        return rows.All(static row => row.IsMet);
    }

    public void Dispose()
    {
        key.Dispose();
        signer.Dispose();
        rsa.Dispose();
    }

    private TimingRow[] Rows()
    {
        string[] rightTokens = Tokens(right), otherTokens = Tokens(others), wrongTokens = Tokens(wrong), longerTokens = Tokens(longer);
        return
        [
            new TimingRow("RSA.Decrypt and catch", Blind, 1, i => Raw(right[i]), i => Raw(wrong[i]), Inputs),
            new TimingRow("Jwe.TryDecrypt, right padding twice", Least, Most, i => Decrypt(rightTokens[i]), i => Decrypt(otherTokens[i]), Inputs),
            new TimingRow("Jwe.TryDecrypt", Least, Most, i => Decrypt(rightTokens[i]), i => Decrypt(wrongTokens[i]), Inputs),
            new TimingRow("Jwe.TryDecrypt, right padding of a key too long", Least, Most, i => Decrypt(longerTokens[i]), i => Decrypt(wrongTokens[i]), Inputs),
            new TimingRow("JwtValidator", Least, Most, i => Validate(rightTokens[i]), i => Validate(wrongTokens[i]), Inputs),
            new TimingRow("BouncyCastle, constant-time padding check alone", 0, 1, i => Managed(right[i]), i => Managed(wrong[i]), Inputs),
        ];
    }

    private static byte[][] Make(Func<byte[]> make) => [.. Enumerable.Range(0, Inputs).Select(_ => make())];

    private static void Require(bool isRefused)
    {
        if (!isRefused)
        {
            throw new InvalidOperationException("A message was decrypted; the figures would mean nothing.");
        }
    }

    private byte[] Wrap(int length) => rsa.Encrypt(RandomNumberGenerator.GetBytes(length), RSAEncryptionPadding.Pkcs1);

    /// <summary>A block padded by OAEP, whose PKCS#1 padding is wrong but for one in some hundreds.</summary>
    private byte[] WrongPadding()
    {
        while (true)
        {
            byte[] wrapped = rsa.Encrypt(RandomNumberGenerator.GetBytes(KeyLength), RSAEncryptionPadding.OaepSHA256);
            try
            {
                rsa.Decrypt(wrapped, RSAEncryptionPadding.Pkcs1);
            }
            catch (CryptographicException)
            {
                return wrapped;
            }
        }
    }

    /// <summary>Messages with these wrapped keys and a ciphertext and tag of no key.</summary>
    private static string[] Tokens(byte[][] wrappedKeys)
    {
        string header = Base64Url.EncodeToString("""{"alg":"RSA1_5","enc":"A256GCM","typ":"JWT","cty":"JWT"}"""u8);
        return [.. wrappedKeys.Select(wrapped => string.Join('.', header, Base64Url.EncodeToString(wrapped), Random(12), Random(300), Random(16)))];

        static string Random(int length) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(length));
    }

    private void Raw(byte[] wrapped)
    {
        try
        {
            rsa.Decrypt(wrapped, RSAEncryptionPadding.Pkcs1);
        }
        catch (CryptographicException)
        {
            // What a receiver without a countermeasure does.
        }
    }

    private void Decrypt(string token) => Require(!Jwe.TryDecrypt(token, key, out _));

    private void Validate(string token) => Require(validator.ValidateAsync(token).GetAwaiter().GetResult().Failure?.Code == TokenFailureCodes.DecryptionFailed);

    private void Managed(byte[] wrapped) => Require(bouncyCastle.ProcessBlock(wrapped, 0, wrapped.Length).Length == KeyLength);
}
