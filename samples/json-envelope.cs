// Envelopes of JSON: a value goes in, and comes out on the other side.
#:project ../src/JwtKit/JwtKit.csproj
using System.Buffers;
using System.Text.Json.Serialization;
using JwtKit;

using RsaPrivateKey privateKey = RsaPrivateKey.Generate();                                            // the receiver's
using EncryptionKey receiver = EncryptionKey.RsaOaep256(privateKey.GetPublicKey(), keyId: "2026-01");
using DecryptionKey ourKeys = DecryptionKey.RsaOaep256(privateKey, keyId: "2026-01");

Send("""{"Number":42,"Item":"tea"}"""u8);

void Send(ReadOnlySpan<byte> payload)
{
    ArrayBufferWriter<byte> bufferWriter = new();
    #region payload
    PayloadEnvelope.Seal(payload, receiver, context: "orders/export", bufferWriter);       // receiver: EncryptionKey; EnvelopeContext.None is written out
    #endregion
    Answer(Receive(bufferWriter.WrittenSpan));
}

Order? Receive(ReadOnlySpan<byte> envelope)
{
    #region payload
    if (PayloadEnvelope.TryOpen(envelope, ourKeys, context: "orders/export", out EnvelopePayload? payload))
    {
        using (payload)                                                                    // pooled; disposing erases it
        {
            return payload.TryRead(AppJson.Default.Order, out Order? order) ? order : null;     // or payload.Content
        }
    }
    #endregion

    return null;
}

void Answer(Order? order)
{
    Console.WriteLine($"Received: {order}");
    if (order is not null)
    {
        #region payload
        string text = PayloadEnvelope.Seal(order, AppJson.Default.Order, receiver, "orders/export");   // JSON to text, for small payloads
        #endregion
        Console.WriteLine($"As text:  {text}");
    }
}

internal sealed record Order(int Number, string Item);

[JsonSerializable(typeof(Order))]
internal sealed partial class AppJson : JsonSerializerContext;
