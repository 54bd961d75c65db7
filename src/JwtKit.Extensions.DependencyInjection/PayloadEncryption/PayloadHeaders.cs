using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace JwtKit;

/// <summary>The headers that go with encrypted payloads.</summary>
internal static class PayloadHeaders
{
    /// <summary>The id of the client's key that the answer is to be encrypted for. Only ever selects among the keys that the server knows of that client.</summary>
    public const string ResponseKey = "JwtKit-Response-Key";

    /// <summary>An id that the client makes for each request, and that the contexts of request and answer hold.</summary>
    public const string RequestId = "JwtKit-Request-Id";

    private const int RequestIdBytes = 16;
    private const int MaximumKeyIdLength = 256;

    private static readonly SearchValues<char> IdCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>22 characters for 128 random bits.</summary>
    public static string NewRequestId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RequestIdBytes));

    public static bool IsRequestId(string text) => text.Length is >= 22 and <= 128 && !text.AsSpan().ContainsAnyExcept(IdCharacters);

    /// <summary>1 to 256 printable ASCII characters, neither beginning nor ending with a space, which HTTP would not keep.</summary>
    public static bool IsKeyId(string text) =>
        text.Length is > 0 and <= MaximumKeyIdLength && !text.AsSpan().ContainsAnyExceptInRange(' ', '~') && text[0] != ' ' && text[^1] != ' ';
}
