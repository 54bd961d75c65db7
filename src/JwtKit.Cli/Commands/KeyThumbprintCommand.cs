using System.CommandLine;

namespace JwtKit.Cli;

/// <summary><c>key thumbprint</c>: the RFC 7638 thumbprint of a key.</summary>
internal sealed class KeyThumbprintCommand : ToolCommand
{
    private readonly KeyFileOption file = new();
    private readonly Option<string> keyId = CommonOptions.Text("--kid", "id", "Which key of a JWK set is meant");

    public KeyThumbprintCommand()
        : base("thumbprint", "Print the SHA-256 thumbprint of a key (RFC 7638), which is the same for both halves", "jwtkit key thumbprint public.pem")
    {
        file.AddTo(this);
        Add(keyId);
    }

    protected override int Run(CommandContext context)
    {
        using Jwk key = file.ReadOne(context, context[keyId]);
        if (KeyDescription.IsSecret(key))
        {
            ErrorLine.Note("This is a hash of a secret, from which a short one can be found by trying; do not publish it.");
        }

        if (context.IsJson)
        {
            context.Output.WriteJson(writer => writer.WriteString("thumbprint"u8, key.Thumbprint));
        }
        else
        {
            context.Output.WriteLine(key.Thumbprint);
        }

        return ExitCode.Done;
    }
}
