namespace JwtKit.Tests;

/// <summary>Streamed envelopes that tests vary in one point each. Chunks hold 4 KiB unless a test says otherwise, so that messages stay small.</summary>
internal static class SampleStream
{
    public const byte SmallExponent = ChunkSize.MinimumExponent;
    public const int SmallChunk = 1 << SmallExponent;
    public const int SealedChunk = SmallChunk + StreamCipher.TagLength;
    public const string Context = "orders/export";

    public static TestEncryption Shared { get; } = Of("dir");

    public static TestEncryption Of(string keyManagement) =>
        TestEncryption.All.Single(test => test.KeyManagement.Name == keyManagement && test.Content == ContentEncryption.A256Gcm);

    /// <summary>Bytes that tell their place.</summary>
    public static byte[] Payload(int length) => [.. Enumerable.Range(0, length).Select(static i => (byte)(i + (i >> 8) + 1))];

    /// <summary>An envelope for the key of <see cref="Shared"/>, or for another.</summary>
    public static async Task<byte[]> SealAsync(
        byte[] payload, EncryptionKey? receiver = null, EnvelopeContext? context = null, string? contentType = null, byte exponent = SmallExponent)
    {
        using EncryptionKey shared = Shared.NewEncryptionKey();
        using MemoryStream source = new(payload);
        using MemoryStream destination = new();
        StreamBeginning beginning = StreamBeginning.Make(receiver ?? shared, context ?? Context, contentType, exponent);
        await StreamSealer.SealAsync(beginning, source, destination, progress: null, CancellationToken.None);
        return destination.ToArray();
    }

    /// <summary>What opening gives, and all that was written.</summary>
    public static async Task<(EnvelopeStreamResult Result, byte[] Written)> OpenAsync(byte[] envelope, DecryptionKey? key = null, EnvelopeContext? context = null)
    {
        using DecryptionKey shared = Shared.NewDecryptionKey();
        using MemoryStream source = new(envelope);
        using MemoryStream destination = new();
        EnvelopeStreamResult result = await PayloadEnvelope.OpenAsync(source, destination, key ?? shared, context ?? Context);
        return (result, destination.ToArray());
    }

    /// <summary>Whether it opens, and how much was written.</summary>
    public static async Task<(bool Succeeded, int Written)> VerdictAsync(byte[] envelope, DecryptionKey? key = null, EnvelopeContext? context = null)
    {
        (EnvelopeStreamResult result, byte[] written) = await OpenAsync(envelope, key, context);
        return (result.Succeeded, written.Length);
    }

    /// <summary>Where the chunks begin.</summary>
    public static int ChunksOffset(byte[] envelope) => (envelope[StreamHeader.LengthOffset] << 8) + envelope[StreamHeader.LengthOffset + 1] + StreamKey.CommitmentLength;

    /// <summary>What comes before the chunks, then these of them, which may be none of the envelope's.</summary>
    public static byte[] WithChunks(byte[] envelope, params IEnumerable<byte[]> chunks) => [.. envelope[..ChunksOffset(envelope)], .. chunks.SelectMany(static chunk => chunk)];

    /// <summary>The chunks of 4 KiB, each with its tag.</summary>
    public static byte[][] Chunks(byte[] envelope) => [.. envelope[ChunksOffset(envelope)..].Chunk(SealedChunk)];
}
