using System.CommandLine;
using System.Text;

namespace JwtKit.Cli;

/// <summary>Where a new token goes: standard output, or with <c>--out</c> a file that only its owner may read.</summary>
internal sealed class TokenOutput
{
    private readonly Option<string> file = CommonOptions.Text("--out", "file", "Write the token to this file, readable by its owner only; standard output (-) by default");
    private readonly Switch force = CommonOptions.Switch("--force", "Replace a file that exists already");

    /// <summary>Adds the options.</summary>
    /// <param name="command">The command that makes a token.</param>
    public void AddTo(Command command)
    {
        command.Add(file);
        command.Add(force);
    }

    /// <summary>Writes the token and a line break, or <c>{"token":"…"}</c>.</summary>
    /// <param name="context">The call.</param>
    /// <param name="token">The token.</param>
    public void Write(CommandContext context, string token)
    {
        if (context[file] is { } path && path != StandardInput.Name)
        {
            WriteFile(context, token, path);
        }
        else if (context.IsJson)
        {
            context.Output.WriteJson(writer => writer.WriteString("token"u8, token));
        }
        else
        {
            context.Output.WriteLine(token);
        }
    }

    private void WriteFile(CommandContext context, string token, string path)
    {
        using OutputFile output = OutputFile.Create(context, path, isPrivate: true, context[force]);
        output.Stream.Write(context.IsJson
            ? JsonLine.Of(writer => writer.WriteString("token"u8, token))
            : Encoding.ASCII.GetBytes(token + "\n"));
        output.Commit();
    }
}
