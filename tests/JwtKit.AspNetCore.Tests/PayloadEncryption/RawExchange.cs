using System.Buffers;
using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace JwtKit.AspNetCore.Tests;

/// <summary>A client that follows the documented protocol by itself, so that a test can do each part of it wrongly.</summary>
internal sealed record RawExchange
{
    public string Method { get; init; } = "POST";

    public string Target { get; init; } = "/echo";

    public string RequestId { get; init; } = "AAAAAAAAAAAAAAAAAAAAAA";

    /// <summary>For whom the request is sealed.</summary>
    public RsaPrivateKey Receiver { get; init; } = PayloadKeys.Server;

    public string Prefix { get; init; } = "JwtKit";

    public static string Context(string prefix, string direction, string bound) =>
        $"{prefix} {direction} {Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(bound)))}";

    /// <summary>The encrypted request body.</summary>
    public byte[] Seal(string payload, string? contentType = "application/json")
    {
        using EncryptionKey key = EncryptionKey.RsaOaep256(Receiver.GetPublicKey());
        ArrayBufferWriter<byte> text = new();
        PayloadEnvelope.Seal(Encoding.UTF8.GetBytes(payload), key, Context(Prefix, "request", $"{Method}\n{Target}\n{RequestId}"), text, contentType: contentType);
        return text.WrittenSpan.ToArray();
    }

    /// <summary>The payload of an answer with this status; null if it does not open.</summary>
    public string? Open(byte[] answer, int status)
    {
        using RsaPrivateKey copy = RsaPrivateKey.FromPem(PayloadKeys.Client.ExportPem());
        using DecryptionKey key = DecryptionKey.RsaOaep256(copy);
        if (!PayloadEnvelope.TryOpen(answer, key, Context(Prefix, "response", $"{Method}\n{Target}\n{RequestId}\n{status}"), out EnvelopePayload? payload))
        {
            return null;
        }

        using (payload)
        {
            return Encoding.UTF8.GetString(payload.Content.Span);
        }
    }

    /// <summary>Sends a body as it is.</summary>
    public async Task<(Answer Answer, byte[] Bytes)> SendAsync(
        TestHost host, byte[]? body, string contentType = "application/jose+json", string? method = null, string? target = null, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(new HttpMethod(method ?? Method), target ?? Target);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } };
        }

        request.Headers.Add("JwtKit-Request-Id", RequestId);
        foreach ((string name, string value) in headers)
        {
            if (name.StartsWith("JwtKit-", StringComparison.Ordinal))
            {
                request.Headers.Remove(name);
            }

            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content!.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using HttpResponseMessage response = await host.Client.SendAsync(request);
        Answer answer = await Answer.ReadAsync(response);
        return (answer, await response.Content.ReadAsByteArrayAsync());
    }
}
