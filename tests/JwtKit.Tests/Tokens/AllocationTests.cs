using System.Buffers;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>What the hot paths allocate, counted by the runtime on this thread: the result and nothing that grows with use.</summary>
[TestFixture]
[NonParallelizable]
[Category("Heavy")]
internal sealed class AllocationTests
{
    private const int WarmUp = 200;
    private const int Count = 200;

    private static readonly JwtDescriptor Token = KoreAi.UserToken("cs-5250bdc9-0000-0000-0000-5c2e2d1a2e2f", "john.doe@example.com");

    [Test]
    public void Signing_allocates_the_string_and_nothing_else()
    {
        int text = (2 * Jwt.Sign(Token, SampleKeys.Hs256).Length) + 24;

        Assert.That(BytesPer(() => Jwt.Sign(Token, SampleKeys.Hs256)), Is.LessThanOrEqualTo(800).And.LessThanOrEqualTo(text + 8));
    }

    [Test]
    public void Signing_into_a_buffer_allocates_nothing()
    {
        ArrayBufferWriter<byte> destination = new(4096);

        long bytes = BytesPer(() =>
        {
            destination.ResetWrittenCount();
            Jwt.Sign(Token, SampleKeys.Hs256, destination);
        });

        Assert.That(bytes, Is.Zero);
    }

    [Test]
    public void Signing_by_RSA_allocates_the_string_and_little_else()
    {
        int text = (2 * Jwt.Sign(Token, SampleKeys.Rs256).Length) + 24;

        Assert.That(BytesPer(() => Jwt.Sign(Token, SampleKeys.Rs256), count: 20), Is.LessThanOrEqualTo(text + 128));
    }

    [Test]
    public void Validating_allocates_the_claims_and_the_token()
    {
        JwtValidator validator = ValidatorOf(SampleKeys.Hs256);
        string token = Jwt.Sign(Token, SampleKeys.Hs256);

        Assert.That(BytesPer(() => Require(Accepts(validator, token))), Is.LessThanOrEqualTo(400));
    }

    [Test]
    public void Validating_by_RSA_allocates_the_claims_and_the_token()
    {
        JwtValidator validator = ValidatorOf(SampleKeys.Rs256);
        string token = Jwt.Sign(Token, SampleKeys.Rs256);

        Assert.That(BytesPer(() => Require(Accepts(validator, token))), Is.LessThanOrEqualTo(400));
    }

    [Test]
    public void Refusing_a_forged_token_allocates_nothing()
    {
        JwtValidator validator = ValidatorOf(SampleKeys.OtherHs256);
        string token = Jwt.Sign(Token, SampleKeys.Hs256);

        Assert.That(BytesPer(() => Require(!Accepts(validator, token))), Is.Zero);
    }

    [Test]
    public void Wrapping_allocates_the_string_and_what_the_platform_needs_for_a_cipher([Values] bool isCbc)
    {
        using RsaPrivateKey key = RsaPrivateKey.FromPem(SampleKeys.RsaPrivatePem);
        using EncryptionKey platform = EncryptionKey.RsaOaep(key.GetPublicKey(), "k-1");
        EncryptionTarget target = platform.Using(isCbc ? ContentEncryption.A128CbcHs256 : ContentEncryption.A256Gcm);
        byte[] content = System.Text.Encoding.ASCII.GetBytes(Jwt.Sign(Token, SampleKeys.Hs256));
        int text = (2 * Jwe.Encrypt(content, target).Length) + 24;

        Assert.That(BytesPer(() => Jwe.Encrypt(content, target)), Is.LessThanOrEqualTo(text + 600));
    }

    private static JwtValidator ValidatorOf(SigningKey key) => new(new ValidationPolicy
    {
        Keys = [key.VerificationKey],
        Issuer = Token.Issuer!,
        Audience = KoreAi.Audience,
        Use = TokenUse.Reusable,
    });

    /// <summary>Whether the token is accepted, at once: nothing has to be waited for.</summary>
    private static bool Accepts(JwtValidator validator, string token)
    {
        ValueTask<ValidationOutcome> pending = validator.ValidateAsync(token);
        Require(pending.IsCompletedSuccessfully);
        return pending.IsCompletedSuccessfully && pending.Result.Succeeded;
    }

    /// <summary>The median of many, since the runtime compiles and the blocks of random bytes run out at some of them.</summary>
    private static long BytesPer(Action operation, int count = Count)
    {
        for (int i = 0; i < Math.Min(WarmUp, count); i++)
        {
            operation();
        }

        long[] bytes = new long[count];
        for (int i = 0; i < count; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            operation();
            bytes[i] = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Array.Sort(bytes);
        return bytes[count / 2];
    }

    private static void Require(bool isExpected)
    {
        if (!isExpected)
        {
            throw new InvalidOperationException("The token came to another end than expected.");
        }
    }
}
