using System.Buffers;
using System.Text;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class JwsWriterTests
{
    [Test]
    public void Writes_the_same_token_as_text_and_as_bytes([Values("HS256", "RS512")] string algorithm, [Values(0, 1, 2, 3, 1000)] int length)
    {
        using SigningKey key = TestSigningKeys.Create(algorithm);
        CountingWriter writer = new();
        JwsWriter.WriteTo(writer, key, key.Header, new byte[length]);
        Assert.That(Encoding.ASCII.GetString(writer.Written), Is.EqualTo(Jws.Sign(new byte[length], key, "JWT")));
    }

    [Test]
    public void Advances_once_by_the_whole_token()
    {
        using SigningKey key = TestSigningKeys.Create("HS256");
        CountingWriter writer = new();
        JwsWriter.WriteTo(writer, key, key.Header, [1, 2, 3]);
        Assert.That(writer.Advances, Is.EqualTo(1));
    }

    [Test]
    public void Writes_nothing_where_signing_fails()
    {
        SigningKey key = TestSigningKeys.Create("HS256");
        key.Dispose();
        CountingWriter writer = new();
        Assert.That(() => JwsWriter.WriteTo(writer, key, key.Header, [1, 2, 3]), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(writer.Advances, Is.Zero);
    }

    private sealed class CountingWriter : IBufferWriter<byte>
    {
        private readonly ArrayBufferWriter<byte> inner = new();

        public int Advances { get; private set; }

        public ReadOnlySpan<byte> Written => inner.WrittenSpan;

        public void Advance(int count)
        {
            Advances++;
            inner.Advance(count);
        }

        public Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

        public Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);
    }
}
