using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace JwtKit.Cli;

/// <summary>Claims from a file with one JSON object.</summary>
internal sealed class ClaimsOption
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    private readonly Option<string> file;

    /// <param name="option">Such as <c>--claims</c>.</param>
    /// <param name="description">Half a sentence for help.</param>
    public ClaimsOption(string option, string description) => file = CommonOptions.Text(option, "file", description);

    /// <summary>Adds the option.</summary>
    /// <param name="command">The command that writes claims.</param>
    public void AddTo(Command command) => command.Add(file);

    /// <summary>The object; null where the call names no file.</summary>
    /// <param name="context">The call.</param>
    /// <exception cref="UsageException">The file cannot be read or is not one JSON object without repeated names.</exception>
    public JsonObject? Read(CommandContext context) => context[file] is { } path ? InputFile.UseText(context, path, $"{file.Name}", text => Parse(text, path)) : null;

    private static JsonObject Parse(string text, string path)
    {
        try
        {
            if (JsonNode.Parse(text, documentOptions: Strict) is JsonObject claims)
            {
                return claims;
            }
        }
        catch (JsonException e)
        {
            // The exception's own words may repeat what stands in the file. It has no place for a repeated name.
            string place = e.LineNumber is { } line ? $": line {line + 1}, byte {e.BytePositionInLine}" : "";
            throw new UsageException($"{InputFile.Place(path)} is not strict JSON{place}; one object is needed, without repeated names or comments.");
        }

        throw new UsageException($"{InputFile.Place(path)} is JSON, but not an object; {{\"name\": value, …}} is needed.");
    }
}
