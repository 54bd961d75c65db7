using System.Security.Cryptography;
using System.Text;

namespace JwtKit.Cli;

/// <summary>Small inputs, read whole from a file or from standard input, and erased after use.</summary>
internal static class InputFile
{
    private const int UsualLength = 16 * 1024;
    private const int MaximumLength = 1024 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    /// <summary>Uses the text of an input.</summary>
    /// <typeparam name="T">What is made of it.</typeparam>
    /// <param name="context">The call.</param>
    /// <param name="path">A file, or <c>-</c>.</param>
    /// <param name="what">What it is, for messages: "the secret".</param>
    /// <param name="use">Receives the text without a byte order mark.</param>
    public static T UseText<T>(CommandContext context, string path, string what, Func<string, T> use) => Use(context, path, what, bytes => use(Text(bytes, path, what)));

    /// <summary>Uses the bytes of an input, at most 1 MiB, which are erased afterwards.</summary>
    /// <typeparam name="T">What is made of them.</typeparam>
    /// <param name="context">The call.</param>
    /// <param name="path">A file, or <c>-</c>.</param>
    /// <param name="what">What it is, for messages: "the secret".</param>
    /// <param name="use">Must not keep the bytes.</param>
    /// <exception cref="UsageException">There is no such file, or it is too long.</exception>
    public static T Use<T>(CommandContext context, string path, string what, Func<ReadOnlySpan<byte>, T> use)
    {
        byte[] bytes = new byte[UsualLength];
        try
        {
            using Stream stream = Open(context, path, what);
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length == bytes.Length)
            {
                byte[] larger = new byte[MaximumLength + 1];
                bytes.CopyTo(larger, 0);
                CryptographicOperations.ZeroMemory(bytes);
                bytes = larger;
                length += stream.ReadAtLeast(bytes.AsSpan(length), bytes.Length - length, throwOnEndOfStream: false);
            }

            return length <= MaximumLength
                ? use(bytes.AsSpan(0, length))
                : throw new UsageException($"{Place(path)} is too long for {what}; at most {MaximumLength} bytes are read.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>How messages name an input.</summary>
    /// <param name="path">A file, or <c>-</c>.</param>
    public static string Place(string path) => path == StandardInput.Name ? "Standard input" : $"'{path}'";

    /// <summary>Without the line break at its end, if there is one, which an editor or <c>echo</c> wrote.</summary>
    /// <param name="text">The text of a file.</param>
    public static string WithoutLineBreak(string text) =>
        text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;

    /// <summary>Opens an input of any length.</summary>
    /// <param name="context">The call.</param>
    /// <param name="path">A file, or <c>-</c>.</param>
    /// <param name="what">What it is, for messages: "the secret".</param>
    /// <exception cref="UsageException">There is no such file.</exception>
    public static Stream Open(CommandContext context, string path, string what)
    {
        if (path == StandardInput.Name)
        {
            return context.Input.Take(what);
        }

        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            string fault = e is FileNotFoundException or DirectoryNotFoundException ? "does not exist" : "cannot be read";
            throw new UsageException($"The file '{path}' for {what} {fault}.");
        }
    }

    private static string Text(ReadOnlySpan<byte> bytes, string path, string what)
    {
        try
        {
            return Utf8.GetString(bytes.StartsWith(Utf8.Preamble) ? bytes[Utf8.Preamble.Length..] : bytes);
        }
        catch (DecoderFallbackException)
        {
            // The exception itself names bytes of what may be a secret.
            throw new UsageException($"{Place(path)} is no text in UTF-8, which {what} must be.");
        }
    }
}

/// <summary>A value from the environment.</summary>
internal static class EnvironmentVariable
{
    /// <param name="name">The variable's name, as the user gave it.</param>
    /// <param name="option">The option it was given with.</param>
    /// <exception cref="UsageException">There is no such variable, or it is empty. The name is not repeated where it may be the value itself.</exception>
    public static string Read(string name, string option)
    {
        if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
        {
            return value;
        }

        throw new UsageException(IsUsualName(name)
            ? $"The environment variable {name}, named by {option}, is not set or is empty."
            : $"{option} takes the name of an environment variable, not a value; what was given is no usual name and is not repeated here.");
    }

    private static bool IsUsualName(string name) => name.Length <= 64 && name.All(static letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter == '_');
}
