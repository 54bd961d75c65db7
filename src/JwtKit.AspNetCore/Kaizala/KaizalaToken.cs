using System.Security.Cryptography;
using System.Text;

namespace JwtKit;

/// <summary>A token as text. It is opaque: only its outer form can be known here.</summary>
internal static class KaizalaToken
{
    public const int MaximumLength = 8192;

    /// <summary>Whether the text can be sent on in a header as it is: visible ASCII, so that no line break or space can change what the service reads.</summary>
    public static bool IsWellFormed(string? token) =>
        token is { Length: > 0 and <= MaximumLength } && !token.AsSpan().ContainsAnyExceptInRange('!', '~');

    /// <summary>What stands for the token where it would otherwise be kept: its SHA-256, in hexadecimal digits.</summary>
    /// <param name="token">Well-formed, so that each of its characters is one byte.</param>
    public static string HashOf(string token)
    {
        Span<byte> bytes = stackalloc byte[MaximumLength];
        bytes = bytes[..Encoding.ASCII.GetBytes(token, bytes)];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        CryptographicOperations.ZeroMemory(bytes);
        return Convert.ToHexStringLower(hash);
    }
}
