using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>What becomes of a key of any algorithm when it is disposed.</summary>
[TestFixture("HS256")]
[TestFixture("HS384")]
[TestFixture("HS512")]
[TestFixture("RS256")]
[TestFixture("RS384")]
[TestFixture("RS512")]
internal sealed class KeyLifetimeTests(string algorithm)
{
    private const string Disposed = "The key was disposed; a key must live as long as whatever signs or validates with it.\nObject name: 'key'.";
    private static readonly byte[] Input = [.. "what is signed"u8];

    [Test]
    public void Throws_when_it_signs_after_it_was_disposed()
    {
        SigningKey disposed = TestSigningKeys.Create(algorithm);
        disposed.Dispose();
        Assert.That(() => Sign(disposed), Throws.TypeOf<ObjectDisposedException>().With.Message.EqualTo(Disposed));
    }

    [Test]
    public void Throws_when_its_verification_key_is_used_after_it_was_disposed()
    {
        SigningKey disposed = TestSigningKeys.Create(algorithm);
        byte[] signature = Sign(disposed);
        disposed.Dispose();
        Assert.That(() => disposed.VerificationKey.Verify(Input, signature), Throws.TypeOf<ObjectDisposedException>().With.Message.EqualTo(Disposed));
    }

    [Test]
    public void Throws_when_a_verification_key_made_apart_is_used_after_it_was_disposed()
    {
        byte[] signature = new byte[TestSigningKeys.Algorithm(algorithm).IsSymmetric ? 64 : 256];
        VerificationKey disposed = TestSigningKeys.CreateVerification(algorithm);
        disposed.Dispose();
        Assert.That(() => disposed.Verify(Input, signature), Throws.TypeOf<ObjectDisposedException>().With.Message.EqualTo(Disposed));
    }

    [Test]
    public void May_be_disposed_twice()
    {
        SigningKey disposed = TestSigningKeys.Create(algorithm);
        disposed.Dispose();
        Assert.That(disposed.Dispose, Throws.Nothing);
    }

    [Test]
    public void Stays_usable_when_its_verification_key_is_disposed()
    {
        using SigningKey signing = TestSigningKeys.Create(algorithm);
        signing.VerificationKey.Dispose();
        Assert.That(signing.VerificationKey.Verify(Input, Sign(signing)), Is.True);
    }

    private static byte[] Sign(SigningKey key)
    {
        byte[] signature = new byte[key.SignatureLength];
        key.Sign(Input, signature);
        return signature;
    }
}
