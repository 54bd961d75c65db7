using System.CommandLine;
using System.Text.Json;

namespace JwtKit.Cli;

/// <summary>Where keys go. A private one goes to a file that only its owner may read, and to standard output only on request: <c>--out -</c>.</summary>
internal sealed class KeyOutput
{
    private readonly Option<string> file;
    private readonly Option<string>? publicFile;
    private readonly Switch force = CommonOptions.Switch("--force", "Replace a file that exists already");

    /// <param name="description">What <c>--out</c> is for.</param>
    /// <param name="hasPublicHalf">Whether the public half may go to a file of its own.</param>
    public KeyOutput(string description, bool hasPublicHalf = false)
    {
        file = CommonOptions.Text("--out", "file", description);
        publicFile = hasPublicHalf ? CommonOptions.Text("--public-out", "file", "Write the public half to this file too, or to standard output (-)") : null;
    }

    /// <summary>Adds the options.</summary>
    /// <param name="command">The command that writes a key.</param>
    public void AddTo(Command command)
    {
        command.Add(file);
        if (publicFile is not null)
        {
            command.Add(publicFile);
        }

        command.Add(force);
    }

    /// <summary>Whether the public half is wanted in a place of its own.</summary>
    /// <param name="context">The call.</param>
    public bool WantsPublicHalf(CommandContext context) => publicFile is not null && context[publicFile] is not null;

    /// <summary>Refuses a call that does not say where a private key goes, before one is made or asked for.</summary>
    /// <param name="context">The call.</param>
    /// <param name="isBinary">Whether what is written is no text.</param>
    /// <exception cref="UsageException">The command line names no place for a key, or both keys would go to standard output.</exception>
    public void RequirePlace(CommandContext context, bool isBinary = false)
    {
        if (context[file] is not { } path)
        {
            throw new UsageException("Where the key goes was not said; use --out FILE, or --out - for standard output.");
        }

        if (path == StandardInput.Name && WantsPublicHalf(context) && context[publicFile!] == StandardInput.Name && !context.IsJson)
        {
            throw new UsageException("Standard output (-) was asked for twice, for the key and for its public half; one of them must go to a file.");
        }

        if (WantsPublicHalf(context) && path != StandardInput.Name && Path.GetFullPath(path) == Path.GetFullPath(context[publicFile!]!))
        {
            throw new UsageException("--out and --public-out name the same file; the key and its public half need one each.");
        }

        if (path == StandardInput.Name && isBinary && !Console.IsOutputRedirected && !context.IsJson)
        {
            throw new UsageException("The file is binary, which a terminal would garble; use --out FILE or a pipe.");
        }
    }

    /// <summary>Writes the key, and its public half where that is wanted; with <c>--json</c> also what it is.</summary>
    /// <param name="context">The call.</param>
    /// <param name="describe">Writes members that say what it is.</param>
    /// <param name="key">The key.</param>
    /// <param name="publicHalf">Its public half.</param>
    public void Write(CommandContext context, Action<Utf8JsonWriter> describe, WrittenKey key, WrittenKey? publicHalf = null)
    {
        using OutputFile? output = Begin(context, file, key);
        using OutputFile? publicOutput = publicHalf is null ? null : Begin(context, publicFile!, publicHalf);
        output?.Stream.Write(key.Bytes.Span);
        publicOutput?.Stream.Write(publicHalf!.Bytes.Span);

        // The private key last: where both names lead to one file, by a link, it is the one that stays.
        publicOutput?.Commit();
        output?.Commit();
        if (output is null && key.IsPrivate && !Console.IsOutputRedirected)
        {
            ErrorLine.Note("What follows is secret, and stays readable on this terminal.");
        }

        if (context.IsJson)
        {
            context.Output.WriteJson(writer =>
            {
                describe(writer);
                WritePlace(writer, context[file], key, "file"u8, "key"u8);
                if (publicHalf is not null)
                {
                    WritePlace(writer, context[publicFile!], publicHalf, "publicFile"u8, "publicKey"u8);
                }
            });
            return;
        }

        if (output is null)
        {
            context.Output.Stream.Write(key.Bytes.Span);
        }

        if (publicHalf is not null && publicOutput is null)
        {
            context.Output.Stream.Write(publicHalf.Bytes.Span);
        }
    }

    private OutputFile? Begin(CommandContext context, Option<string> option, WrittenKey key) =>
        context[option] is { } path && path != StandardInput.Name ? OutputFile.Create(context, path, key.IsPrivate, context[force]) : null;

    private static void WritePlace(Utf8JsonWriter writer, string? path, WrittenKey key, ReadOnlySpan<byte> fileMember, ReadOnlySpan<byte> keyMember)
    {
        if (path is not null && path != StandardInput.Name)
        {
            writer.WriteString(fileMember, path);
        }
        else
        {
            key.WriteTo(writer, keyMember);
        }
    }
}
