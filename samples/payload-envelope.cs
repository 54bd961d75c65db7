// A payload under AES-256, which only its receiver opens, and only for what it is meant for.
#:project ../src/JwtKit/JwtKit.csproj
using System.Buffers;
using System.Text;
using JwtKit;

using RsaPrivateKey privateKey = RsaPrivateKey.Generate();                                            // the receiver's
using EncryptionKey receiver = EncryptionKey.RsaOaep256(privateKey.GetPublicKey(), keyId: "2026-01");
using DecryptionKey ourKeys = DecryptionKey.RsaOaep256(privateKey, keyId: "2026-01");
byte[] payload = """{"number":42,"item":"tea"}"""u8.ToArray();
ArrayBufferWriter<byte> bufferWriter = new();

#region seal
PayloadEnvelope.Seal(payload, receiver, context: "orders/export", bufferWriter);       // AES-256-GCM, a fresh key per message, wrapped for the receiver
#endregion
byte[] envelope = bufferWriter.WrittenSpan.ToArray();
#region seal
bool opened = PayloadEnvelope.TryOpen(envelope, ourKeys, context: "orders/export", out EnvelopePayload? content);
#endregion

using (content)
{
    Console.WriteLine($"Sent:      {Encoding.UTF8.GetString(envelope)}");
    Console.WriteLine($"Opened:    {opened}, {Encoding.UTF8.GetString(content!.Content.Span)}");
}

bool elsewhere = PayloadEnvelope.TryOpen(envelope, ourKeys, context: "orders/import", out _);
Console.WriteLine($"Elsewhere: {elsewhere}");
