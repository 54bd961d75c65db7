using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace JwtKit.Cli;

/// <summary>A key or secret in the form in which it leaves the tool. Disposing erases it.</summary>
/// <param name="bytes">The content of its file; owned from here on.</param>
/// <param name="isPrivate">Whether it must not be published.</param>
/// <param name="isJson">Whether it is JSON.</param>
/// <param name="isBinary">Whether it is no text.</param>
internal sealed class WrittenKey(byte[] bytes, bool isPrivate, bool isJson = false, bool isBinary = false) : IDisposable
{
    public ReadOnlyMemory<byte> Bytes => bytes;

    public bool IsPrivate => isPrivate;

    /// <summary>A key that is text, which gets a line break at its end.</summary>
    /// <param name="text">Without one.</param>
    /// <param name="isPrivate">Whether it must not be published.</param>
    /// <param name="isJson">Whether it is JSON.</param>
    public static WrittenKey OfText(string text, bool isPrivate, bool isJson = false) => new(Encoding.UTF8.GetBytes(text + "\n"), isPrivate, isJson);

    /// <summary>Writes it as a member: JSON as it is, text as text, bytes as base64.</summary>
    /// <param name="writer">Within an object.</param>
    /// <param name="name">The member's name.</param>
    public void WriteTo(Utf8JsonWriter writer, ReadOnlySpan<byte> name)
    {
        if (isBinary)
        {
            writer.WriteBase64String(name, bytes);
        }
        else if (isJson)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(bytes.AsSpan().TrimEnd((byte)'\n'));
        }
        else
        {
            writer.WriteString(name, bytes.AsSpan().TrimEnd((byte)'\n'));
        }
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(bytes);
}
