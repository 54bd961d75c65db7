using System.Runtime.InteropServices;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A key service whose client holds on to what it was given, as one that was cancelled may.</summary>
[TestFixture]
internal sealed class RetainingDecryptorTests
{
    [Test]
    public async Task Keeps_the_wrapped_key_after_the_message_is_gone()
    {
        RetainingDecryptor service = new();
        string message = Jwe.Encrypt(new byte[100], SampleEncryption.OaepTarget);

        await Jwe.DecryptAsync(message, DecryptionKey.Remote(service));

        Assert.That(System.Buffers.Text.Base64Url.EncodeToString(service.Given.Span), Is.EqualTo(message.Split('.')[1]));
    }

    [Test]
    public async Task Reaches_nothing_but_the_wrapped_key()
    {
        RetainingDecryptor service = new();

        await Jwe.DecryptAsync(Jwe.Encrypt(new byte[100], SampleEncryption.OaepTarget), DecryptionKey.Remote(service));

        Assert.That(MemoryMarshal.TryGetArray(service.Given, out ArraySegment<byte> reached), Is.True);
        Assert.That(reached.Array, Has.Length.EqualTo(256));
    }

    private sealed class RetainingDecryptor : IRemoteDecryptor
    {
        public KeyManagement KeyManagement => KeyManagement.RsaOaep;

        public string? KeyId => null;

        public ReadOnlyMemory<byte> Given { get; private set; }

        public ValueTask<byte[]?> UnwrapAsync(ReadOnlyMemory<byte> encryptedKey, CancellationToken cancellationToken)
        {
            Given = encryptedKey;
            return ValueTask.FromResult<byte[]?>(null);
        }
    }
}
