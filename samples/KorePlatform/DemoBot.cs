using System.Net.WebSockets;
using System.Text.Json;

namespace JwtKit.Samples.KorePlatform;

/// <summary>The bot at the other end of a socket. It answers each message with one of its own, and a ping with a pong.</summary>
internal static class DemoBot
{
    private const string Text = "This is the stand-in of the platform. Your token was accepted.";

    /// <summary>Until the other side closes, sends something too long, or the host stops.</summary>
    public static async Task TalkAsync(WebSocket socket, CancellationToken stopping)
    {
        using (socket)
        {
            byte[] buffer = new byte[BodyLimit.MaximumLength];
            try
            {
                while (await ReceiveAsync(socket, buffer, stopping) is { } length)
                {
                    await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(AnswerTo(buffer.AsSpan(0, length))), WebSocketMessageType.Text, endOfMessage: true, stopping);
                }

                if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                {
                    WebSocketCloseStatus status = socket.State == WebSocketState.Open ? WebSocketCloseStatus.MessageTooBig : WebSocketCloseStatus.NormalClosure;
                    await socket.CloseOutputAsync(status, statusDescription: null, stopping);
                }
            }
            catch (Exception e) when (e is WebSocketException or OperationCanceledException)
            {
                // The other side is gone, or this one is going.
            }
        }
    }

    /// <summary>The length of a whole message; null where the other side closes or the message is too long.</summary>
    private static async Task<int?> ReceiveAsync(WebSocket socket, byte[] buffer, CancellationToken stopping)
    {
        for (int length = 0; length < buffer.Length;)
        {
            ValueWebSocketReceiveResult part = await socket.ReceiveAsync(buffer.AsMemory(length), stopping);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            length += part.Count;
            if (part.EndOfMessage)
            {
                return length;
            }
        }

        return null;
    }

    private static object AnswerTo(ReadOnlySpan<byte> message)
    {
        try
        {
            Frame? frame = JsonSerializer.Deserialize<Frame>(message, JsonSerializerOptions.Web);
            if (frame?.Type == "ping")
            {
                return new { type = "pong", ok = true };
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Whatever it was, the bot has one thing to say.
        }

        return new
        {
            type = "bot_response",
            from = "bot",
            messageId = "ms-" + Guid.NewGuid(),
            message = new[] { new { type = "text", cInfo = new { body = Text }, component = new { type = "template", payload = new { text = Text } } } },
        };
    }

    private sealed record Frame(string? Type);
}
