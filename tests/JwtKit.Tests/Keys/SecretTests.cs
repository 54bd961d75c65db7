using System.Security.Cryptography;
using System.Text;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class SecretTests
{
    private const string Consumed =
        "The secret was taken over by the key made from it, or was disposed. Make a new Secret for each key.\nObject name: 'Secret'.";

    private const string Text = "demo-client-secret-0123456789-abcdefg=";

    [TestCase(32)]
    [TestCase(64)]
    [TestCase(1000)]
    public void Generates_as_many_bytes_as_asked_for(int byteCount)
    {
        using Secret secret = Secret.Generate(byteCount);
        Assert.That(secret.Peek().Length, Is.EqualTo(byteCount));
    }

    [Test]
    public void Generates_64_bytes_by_default()
    {
        using Secret secret = Secret.Generate();
        Assert.That(secret.Length, Is.EqualTo(64));
    }

    [Test]
    public void Generates_another_secret_each_time()
    {
        using Secret first = Secret.Generate();
        using Secret second = Secret.Generate();
        Assert.That(first.Peek().ToArray(), Is.Not.EqualTo(second.Peek().ToArray()));
    }

    [TestCase(31)]
    [TestCase(0)]
    [TestCase(-1)]
    public void Refuses_to_generate_fewer_than_32_bytes(int byteCount) => Assert.That(
        () => Secret.Generate(byteCount), Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("byteCount"));

    [Test]
    public void Copies_the_bytes_it_is_given()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Text);
        using Secret secret = Secret.FromBytes(bytes);
        bytes.AsSpan().Clear();
        Assert.That(secret.Peek().ToArray(), Is.EqualTo(Encoding.UTF8.GetBytes(Text)));
    }

    [Test]
    public void Does_not_admit_short_ones_by_itself()
    {
        using Secret secret = Secret.FromText(Text);
        Assert.That(secret.IsShortAllowed, Is.False);
    }

    [Test]
    public void AllowShort_gives_the_same_secret()
    {
        using Secret secret = Secret.FromText(Text);
        Assert.That(secret.AllowShort(), Is.SameAs(secret).And.Property("IsShortAllowed").True);
    }

    [Test]
    public void Prints_its_length_and_how_it_came_about()
    {
        using Secret text = Secret.FromText(Text);
        using Secret base64 = Secret.FromBase64("AAAA");
        using Secret base64Url = Secret.FromBase64Url("AAAA");
        using Secret hex = Secret.FromHex("0000");
        using Secret bytes = Secret.FromBytes([0]);
        using Secret generated = Secret.Generate();
        Assert.That(
            string.Join(", ", text, base64, base64Url, hex, bytes, generated),
            Is.EqualTo("Secret (38 bytes, taken as text), Secret (3 bytes, decoded from base64), Secret (3 bytes, decoded from base64url), "
                + "Secret (2 bytes, decoded from hexadecimal), Secret (1 bytes, given as bytes), Secret (64 bytes, generated)"));
    }

    [Test]
    public void Erases_its_bytes_when_disposed()
    {
        Secret secret = Secret.FromText(Text);
        ReadOnlySpan<byte> bytes = secret.Peek();
        secret.Dispose();
        Assert.That(bytes.ToArray(), Is.All.Zero);
    }

    [Test]
    public void Throws_when_used_after_it_was_disposed()
    {
        Secret secret = Secret.FromText(Text);
        secret.Dispose();
        Assert.That(() => SigningKey.Hs256(secret), Throws.TypeOf<ObjectDisposedException>().With.Message.EqualTo(Consumed));
    }

    [Test]
    public void Throws_when_a_second_key_is_made_from_it()
    {
        Secret secret = Secret.FromText(Text);
        using SigningKey key = SigningKey.Hs256(secret);
        Assert.That(() => VerificationKey.Hs256(secret), Throws.TypeOf<ObjectDisposedException>().With.Message.EqualTo(Consumed));
    }

    [Test]
    public void Is_not_taken_over_by_a_key_that_was_refused()
    {
        Secret secret = Secret.FromText(Text);
        Assert.That(() => SigningKey.Hs512(secret), Throws.TypeOf<CryptographicException>());
        using SigningKey key = SigningKey.Hs256(secret);
        Assert.That(key.Algorithm, Is.SameAs(SignatureAlgorithm.Hs256));
    }

    [Test]
    public void Is_not_erased_by_its_own_Dispose_once_a_key_has_it()
    {
        Secret secret = Secret.FromText(Text);
        using SigningKey key = SigningKey.Hs256(secret);
        secret.Dispose();
        using VerificationKey same = VerificationKey.Hs256(Secret.FromText(Text));
        Assert.That(Jws.TryVerify(Jws.Sign([], key), same, out _), Is.True);
    }

    [Test]
    public void Prints_its_length_also_once_it_is_empty()
    {
        Secret secret = Secret.FromText(Text);
        secret.Dispose();
        Assert.That(secret.ToString(), Is.EqualTo("Secret (38 bytes, taken as text)"));
    }
}
