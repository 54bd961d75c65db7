using System.Buffers;
using System.Runtime.InteropServices;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class ContentArrayTests
{
    [Test]
    public void Leaves_a_long_array_to_the_collector()
    {
        byte[] array = ContentArray.Rent(ContentArray.LongestPooled + 1);

        ContentArray.Return(array);

        Assert.That(ArrayPool<byte>.Shared.Rent(ContentArray.LongestPooled + 1), Is.Not.SameAs(array));
    }

    [Test]
    [Category("Heavy")]
    public void Keeps_nothing_of_a_long_payload_that_was_opened()
    {
        using RsaPrivateKey pair = RsaPrivateKey.Generate();
        using EncryptionKey receiver = EncryptionKey.RsaOaep256(pair.GetPublicKey());
        using DecryptionKey own = DecryptionKey.RsaOaep256(pair);
        string text = PayloadEnvelope.Seal(new byte[ContentArray.LongestPooled + 1], receiver, EnvelopeContext.None);
        Assert.That(PayloadEnvelope.TryOpen(text, own, EnvelopeContext.None, out EnvelopePayload? payload), Is.True);
        MemoryMarshal.TryGetArray(payload!.Content, out ArraySegment<byte> segment);
        byte[] opened = segment.Array!;

        payload.Dispose();

        Assert.That(ArrayPool<byte>.Shared.Rent(opened.Length), Is.Not.SameAs(opened));
    }
}
