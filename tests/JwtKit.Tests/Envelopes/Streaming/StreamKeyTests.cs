using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>The derived key depends on all that a message says before its chunks, and on what it is for.</summary>
[TestFixture]
internal sealed class StreamKeyTests
{
    private static readonly byte[] Material = [.. Enumerable.Range(1, 32).Select(static i => (byte)i)];
    private static readonly byte[] Salt = [.. Enumerable.Range(101, 32).Select(static i => (byte)i)];

    [Test]
    public void Depends_on_each_input()
    {
        string[] derived =
        [
            Derive(Material, [1, 2], Salt, "a"),
            Derive(Salt, [1, 2], Salt, "a"),
            Derive(Material, [1, 3], Salt, "a"),
            Derive(Material, [1, 2], Material, "a"),
            Derive(Material, [1, 2], Salt, "b"),
            Derive(Material, [1, 2], Salt, EnvelopeContext.None),
        ];

        Assert.That(derived, Is.Unique);
    }

    [Test]
    public void Gives_a_key_that_is_not_the_commitment()
    {
        string derived = Derive(Material, [], Salt, "a");
        Assert.That(derived[..64], Is.Not.EqualTo(derived[64..]));
    }

    private static string Derive(byte[] material, byte[] header, byte[] salt, EnvelopeContext context)
    {
        byte[] derived = new byte[StreamKey.DerivedLength];
        StreamKey.Derive(material, header, salt, context, derived);
        return Convert.ToHexString(derived);
    }
}
