using System.CommandLine;
using System.Text.Json;

namespace JwtKit.Cli;

/// <summary>Where content goes: standard output, or with <c>--out</c> a file, which is there whole or not at all.</summary>
internal sealed class ContentOutput
{
    private readonly Option<string> file;
    private readonly Switch force = CommonOptions.Switch("--force", "Replace a file that exists already");
    private readonly bool isPrivate;

    /// <param name="what">What is written, for help: "the message". More about standard output may follow it.</param>
    /// <param name="isPrivate">Whether only the file's owner may read it.</param>
    /// <param name="toStandardOutput">What help says of standard output.</param>
    public ContentOutput(string what, bool isPrivate, string toStandardOutput = "standard output by default")
    {
        this.isPrivate = isPrivate;
        file = CommonOptions.Text("--out", "file", $"Write {what} to this file{(isPrivate ? ", readable by its owner only" : "")}; {toStandardOutput}");
    }

    /// <summary>Adds the options.</summary>
    /// <param name="command">The command that writes content.</param>
    public void AddTo(Command command)
    {
        command.Add(file);
        command.Add(force);
    }

    /// <summary>The file; null for standard output.</summary>
    /// <param name="context">The call.</param>
    public string? PathOf(CommandContext context) => context[file] is { } path && path != StandardInput.Name ? path : null;

    /// <summary>Begins the file; null for standard output.</summary>
    /// <param name="context">The call.</param>
    /// <exception cref="UsageException">There is such a file and it is not to be replaced, or it is no file.</exception>
    public OutputFile? Begin(CommandContext context) => PathOf(context) is { } path ? OutputFile.Create(context, path, isPrivate, context[force]) : null;

    /// <summary>With <c>--json</c>, says what was done: on standard output, or on standard error where standard output carries the content itself.</summary>
    /// <param name="context">The call.</param>
    /// <param name="writeMembers">Writes the members after <c>file</c>.</param>
    public void Report(CommandContext context, Action<Utf8JsonWriter> writeMembers)
    {
        if (!context.IsJson)
        {
            return;
        }

        if (PathOf(context) is { } path)
        {
            context.Output.WriteJson(writer =>
            {
                writer.WriteString("file"u8, path);
                writeMembers(writer);
            });
        }
        else
        {
            ErrorLine.Write(JsonLine.Of(writeMembers));
        }
    }

    /// <summary>Refuses to write bytes to a terminal, which would obey them.</summary>
    /// <param name="context">The call.</param>
    /// <param name="what">What they are, for the message: "An envelope is binary".</param>
    /// <exception cref="UsageException">Standard output is a terminal, and no file was named.</exception>
    public void RequireNoTerminal(CommandContext context, string what)
    {
        if (PathOf(context) is null && !Console.IsOutputRedirected)
        {
            throw new UsageException($"{what}, which a terminal would garble or obey; use --out FILE or a pipe.");
        }
    }
}
