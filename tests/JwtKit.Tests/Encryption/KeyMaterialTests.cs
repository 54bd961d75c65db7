using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>The 32 bytes from which an envelope's keys are made, and their way to the receiver.</summary>
[TestFixture("RSA-OAEP")]
[TestFixture("RSA-OAEP-256")]
[TestFixture("dir")]
internal sealed class KeyMaterialTests
{
    private readonly EncryptionKey sender;
    private readonly DecryptionKey receiver;

    public KeyMaterialTests(string algorithm)
    {
        TestEncryption test = TestEncryption.All.Single(known => known.KeyManagement.Name == algorithm && known.Content == ContentEncryption.A256Gcm);
        sender = test.NewEncryptionKey();
        receiver = test.NewDecryptionKey();
    }

    private bool IsShared => sender.KeyManagement == KeyManagement.Direct;

    [OneTimeTearDown]
    public void DisposeKeys()
    {
        sender.Dispose();
        receiver.Dispose();
    }

    [Test]
    public void Reaches_the_receiver()
    {
        (byte[] material, byte[] wrapped) = Deliver();
        Assert.That(Recover(wrapped), Is.EqualTo(material));
    }

    [Test]
    public void Is_fresh_for_each_message_unless_it_is_shared() => Assert.That(Deliver().Material, IsShared ? Is.EqualTo(Deliver().Material) : Is.Not.EqualTo(Deliver().Material));

    [Test]
    public void Is_random_where_something_else_was_wrapped()
    {
        byte[] wrapped = [.. Enumerable.Repeat((byte)0x11, IsShared ? 1 : sender.WrappedLength)];
        Assert.That(Recover(wrapped), Is.Not.EqualTo(Recover(wrapped)));
    }

    [Test]
    public void Is_random_where_nothing_of_the_right_length_was_wrapped()
    {
        byte[] wrapped = IsShared ? new byte[32] : HandMadeJwe.Wrap(new byte[31], sender.KeyManagement);
        Assert.That(Recover(wrapped), Is.Not.EqualTo(Recover(wrapped)));
    }

    private (byte[] Material, byte[] Wrapped) Deliver()
    {
        byte[] material = new byte[32], wrapped = new byte[sender.WrappedLength];
        sender.DeliverMaterial(material, wrapped);
        return (material, wrapped);
    }

    private byte[] Recover(byte[] wrapped)
    {
        byte[] material = new byte[32];
        receiver.RecoverMaterial(wrapped, material);
        return material;
    }
}
