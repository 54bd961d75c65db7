using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace JwtKit;

/// <summary>The answer with a token: a JSON object of one member.</summary>
/// <param name="member">The member's name, as the platform's client reads it.</param>
internal sealed class TokenResponse(string member)
{
    private readonly byte[] start = Encoding.UTF8.GetBytes($"{{\"{member}\":\"");
    private readonly byte[] end = "\"}"u8.ToArray();

    public async Task WriteAsync(HttpContext context, ITokenIssuer issuer, TokenIdentity identity, bool encrypt)
    {
        // Into a buffer first: if issuing fails, nothing of the answer has gone out yet. A token has no character that JSON escapes.
        using ResponseBuffer body = new();
        body.Write(start);
        await issuer.IssueAsync(body, identity, encrypt, context.RequestAborted).ConfigureAwait(false);
        body.Write(end);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body.Written, context.RequestAborted).ConfigureAwait(false);
    }
}

/// <summary>Puts an answer with a token together in a pooled array, which is erased before it goes back: an answer leaves no garbage behind. Not safe for concurrent use.</summary>
internal sealed class ResponseBuffer : IBufferWriter<byte>, IDisposable
{
    // Holds most signed tokens; longer ones cost a copy.
    private const int UsualLength = 512;

    private byte[] bytes = ArrayPool<byte>.Shared.Rent(UsualLength);

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, Length);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, bytes.Length - Length);
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        ObjectDisposedException.ThrowIf(bytes.Length == 0, this);
        int needed = checked(Length + Math.Max(sizeHint, 1));
        if (needed > bytes.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, 2 * bytes.Length));
            Written.CopyTo(larger);
            Return(bytes);
            bytes = larger;
        }

        return bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        byte[] last = bytes;
        bytes = [];
        Length = 0;
        Return(last);
    }

    // All of it: a writer may have left more behind than it counted.
    private static void Return(byte[] used)
    {
        CryptographicOperations.ZeroMemory(used);
        if (used.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(used);
        }
    }
}
