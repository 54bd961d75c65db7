using System.CommandLine;
using System.Security.Cryptography;

namespace JwtKit.Cli;

/// <summary>The content that a command encrypts, or the message that it opens: a file or standard input, of any length.</summary>
internal sealed class ContentOption
{
    private const int FirstLength = 64 * 1024;

    private readonly string what;
    private readonly Argument<string> file;

    /// <param name="what">What it is, for help and messages: "the content".</param>
    public ContentOption(string what)
    {
        this.what = what;
        file = new Argument<string>("file") { Description = $"A file with {what}, or - for standard input, which is also read if no file is given", Arity = ArgumentArity.ZeroOrOne };
    }

    /// <summary>Adds the argument.</summary>
    /// <param name="command">The command that reads it.</param>
    public void AddTo(Command command) => command.Add(file);

    /// <summary>Opens it.</summary>
    /// <param name="context">The call.</param>
    /// <exception cref="UsageException">There is no such file.</exception>
    public Stream Open(CommandContext context) => InputFile.Open(context, context[file] ?? StandardInput.Name, what);

    /// <summary>Uses all of it, and erases it afterwards.</summary>
    /// <typeparam name="T">What is made of it.</typeparam>
    /// <param name="context">The call.</param>
    /// <param name="most">How many bytes are read at most.</param>
    /// <param name="use">Must not keep the bytes.</param>
    /// <exception cref="UsageException">There is no such file, or it is too long.</exception>
    public T Use<T>(CommandContext context, int most, Func<ReadOnlySpan<byte>, T> use)
    {
        byte[] bytes = [];
        int length = 0;
        try
        {
            using Stream stream = Open(context);
            while (length == bytes.Length && length <= most)
            {
                byte[] larger = new byte[(int)Math.Min(Math.Max(FirstLength, 2L * bytes.Length), most + 1L)];
                bytes.CopyTo(larger, 0);
                CryptographicOperations.ZeroMemory(bytes);
                bytes = larger;
                length += stream.ReadAtLeast(bytes.AsSpan(length), bytes.Length - length, throwOnEndOfStream: false);
            }

            return length <= most
                ? use(bytes.AsSpan(0, length))
                : throw new UsageException(
                    $"{InputFile.Place(context[file] ?? StandardInput.Name)} is longer than {most / (1024 * 1024)} MiB, which is as much as is held in memory for this; 'jwtkit seal' and 'jwtkit open' take files of any size.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}

/// <summary>How much is held in memory at once, for the forms that cannot be read in pieces: nothing of a JWE may be handed out before all of it is authenticated.</summary>
internal static class MemoryLimit
{
    /// <summary>The longest content, in bytes: 32 MiB.</summary>
    public const int Content = 32 * 1024 * 1024;

    /// <summary>The longest message, in bytes of its text: 64 MiB, which has room for the longest content.</summary>
    public const int Message = PayloadEnvelope.DefaultMaximumLength;
}
