namespace JwtKit.Cli;

/// <summary><c>key show</c>: what a key is, without its private members.</summary>
internal sealed class KeyShowCommand : ToolCommand
{
    private readonly KeyFileOption file = new();

    public KeyShowCommand()
        : base("show", "Show type, size, key id and thumbprint of a key, and whether it is private; never what is secret in it", "jwtkit key show private.pem") => file.AddTo(this);

    protected override int Run(CommandContext context)
    {
        IReadOnlyList<Jwk> keys = file.ReadAll(context);
        if (!context.IsJson)
        {
            context.Output.WriteLine(string.Join('\n', keys.SelectMany(static (key, index) => index == 0 ? KeyDescription.Lines(key) : KeyDescription.Lines(key).Prepend(""))));
        }
        else if (keys is [{ } only])
        {
            context.Output.WriteJson(writer => KeyDescription.Write(writer, only));
        }
        else
        {
            context.Output.WriteJson(writer =>
            {
                writer.WriteStartArray("keys"u8);
                foreach (Jwk key in keys)
                {
                    writer.WriteStartObject();
                    KeyDescription.Write(writer, key);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            });
        }

        foreach (Jwk key in keys)
        {
            key.Dispose();
        }

        return ExitCode.Done;
    }
}
