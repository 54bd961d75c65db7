using System.CommandLine;

namespace JwtKit.Cli;

/// <summary><c>issue kore-api</c>: the token of an app that calls Kore.ai's public APIs.</summary>
internal sealed class IssueKoreApiCommand : ToolCommand
{
    private readonly Option<string> clientId = CommonOptions.Required("--client-id", "id", "The app's Client ID (cs-…), written as appId");
    private readonly Option<string> subject = CommonOptions.Required("--sub", "text", "Who calls; any text");
    private readonly SigningKeyOption key = new("Client Secret");
    private readonly LifetimeOption lifetime = new("5m");
    private readonly Switch withTokenId = CommonOptions.Switch("--jti", "Write a jti, for an app that enforces it");
    private readonly EncryptionOptions encryption = new();
    private readonly TokenOutput output = new();

    public IssueKoreApiCommand()
        : base(
            "kore-api",
            "Issue a token for Kore.ai's public APIs, to be sent in the header auth",
            "jwtkit issue kore-api --client-id cs-1 --sub reporting --secret-file client-secret.txt")
    {
        Add(clientId);
        Add(subject);
        key.AddTo(this);
        lifetime.AddTo(this);
        Add(withTokenId);
        encryption.AddTo(this);
        output.AddTo(this);
    }

    protected override int Run(CommandContext context)
    {
        JwtDescriptor token = KoreAi.ApiToken(context.Required(clientId), context.Required(subject));
        if (lifetime.Read(context) is { } chosen)
        {
            token = token with { Lifetime = chosen };
        }

        if (context[withTokenId])
        {
            token = token with { TokenId = TokenId.Generate };
        }

        using SigningKey signingKey = key.Read(context);
        output.Write(context, encryption.Sign(context, token, signingKey));
        return ExitCode.Done;
    }
}
