namespace JwtKit.Tests;

/// <summary>One way to seal: a way of key management with a format. Keys as in <see cref="TestEncryption"/>; nobody disposes them.</summary>
public sealed record TestEnvelope(KeyManagement KeyManagement, EnvelopeFormat Format, string Name)
{
    public const string KeyId = "2026-01";

    /// <summary>Every combination that there is.</summary>
    public static IReadOnlyList<TestEnvelope> All { get; } =
    [
        .. from management in new[] { KeyManagement.RsaOaep, KeyManagement.RsaOaep256, KeyManagement.Direct }
           from format in Formats()
           select new TestEnvelope(management, format.Format, $"{management} {format.Name}"),
    ];

    /// <summary>Each format once with a wrapped and once with a shared key, as far as that makes a difference.</summary>
    public static IReadOnlyList<TestEnvelope> Typical { get; } =
    [
        .. All.Where(static test => test.KeyManagement != KeyManagement.RsaOaep
            && (!test.Name.Contains("Fields", StringComparison.Ordinal)
                || test.Name.EndsWith("Base64 Separate A256GCM", StringComparison.Ordinal)
                || test.Name.EndsWith(" Hex Appended A256GCM", StringComparison.Ordinal)
                || test.Name.EndsWith("Base64Url Prepended A256CBC-HS512", StringComparison.Ordinal))),
    ];

    public EncryptionKey Receiver { get; } = Of(KeyManagement).NewEncryptionKey(KeyId);

    public DecryptionKey Key { get; } = Of(KeyManagement).NewDecryptionKey(KeyId);

    public bool IsFields => Name.Contains("Fields", StringComparison.Ordinal);

    public bool IsCompact => Format == EnvelopeFormat.JweCompact;

    public bool IsShared => KeyManagement == KeyManagement.Direct;

    public static TestEncryption Of(KeyManagement management) =>
        TestEncryption.All.Single(known => known.KeyManagement == management && known.Content == ContentEncryption.A256Gcm);

    public byte[] Seal(byte[] payload, EnvelopeContext? context = null, string? contentType = null, EncryptionKey? receiver = null)
    {
        System.Buffers.ArrayBufferWriter<byte> writer = new();
        PayloadEnvelope.Seal(payload, receiver ?? Receiver, context ?? EnvelopeContext.None, writer, Format, contentType);
        return writer.WrittenSpan.ToArray();
    }

    /// <summary>The payload, or null.</summary>
    public byte[]? Open(byte[] envelope, EnvelopeContext? context = null, EnvelopeKeys? keys = null)
    {
        bool isOpen = PayloadEnvelope.TryOpen(envelope, keys ?? Key, context ?? EnvelopeContext.None, out EnvelopePayload? payload, Format);
        using (payload)
        {
            return isOpen ? payload!.Content.ToArray() : null;
        }
    }

    public override string ToString() => Name;

    private static IEnumerable<(EnvelopeFormat Format, string Name)> Formats() =>
    [
        (EnvelopeFormat.JweJson, "JweJson"),
        (EnvelopeFormat.JweCompact, "JweCompact"),
        .. from encoding in Enum.GetValues<EnvelopeEncoding>()
           from tag in Enum.GetValues<EnvelopeTag>()
           from cipher in new[] { ContentEncryption.A256Gcm, ContentEncryption.A256CbcHs512 }
           select (EnvelopeFormat.Fields(new EnvelopeFields { Encoding = encoding, TagPlacement = tag, Cipher = cipher }), $"Fields {encoding} {tag} {cipher}"),
    ];
}
