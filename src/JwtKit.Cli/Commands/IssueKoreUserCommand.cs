using System.CommandLine;

namespace JwtKit.Cli;

/// <summary><c>issue kore-user</c>: the token that tells Kore.ai who a user of its Web or mobile SDK is.</summary>
internal sealed class IssueKoreUserCommand : ToolCommand
{
    private readonly Option<string> clientId = CommonOptions.Required("--client-id", "id", "The app's Client ID (cs-…), written as iss");
    private readonly Option<string> subject = CommonOptions.Required("--sub", "text", "E-mail address or phone number of the user, or the generated id of an anonymous one");
    private readonly Switch anonymous = CommonOptions.Switch("--anonymous", "The user is unknown");
    private readonly Option<string> identityToMerge = CommonOptions.Text("--identity-to-merge", "id", "The anonymous id under which this user has chatted before");
    private readonly ClaimsOption privateClaims = new("--private-claims", "A file with one JSON object; such a token must be encrypted");
    private readonly ClaimsOption secureCustomData = new("--secure-custom-data", "A file with one JSON object; such a token must be encrypted");
    private readonly Switch noTokenId = CommonOptions.Switch("--no-jti", "Leave the jti out, so that the token can be used again");
    private readonly SigningKeyOption key = new("Client Secret");
    private readonly LifetimeOption lifetime = new("5m");
    private readonly EncryptionOptions encryption = new();
    private readonly TokenOutput output = new();

    public IssueKoreUserCommand()
        : base(
            "kore-user",
            "Issue a token for a user of Kore.ai's Web or mobile SDK",
            "jwtkit issue kore-user --client-id cs-1 --sub john@example.com --secret-file client-secret.txt")
    {
        Add(clientId);
        Add(subject);
        Add(anonymous);
        Add(identityToMerge);
        privateClaims.AddTo(this);
        secureCustomData.AddTo(this);
        Add(noTokenId);
        key.AddTo(this);
        lifetime.AddTo(this);
        encryption.AddTo(this);
        output.AddTo(this);
    }

    protected override int Run(CommandContext context)
    {
        if (context[anonymous] && context[identityToMerge] is not null)
        {
            throw new UsageException("--anonymous and --identity-to-merge were both given; an anonymous identity is merged into a known user.");
        }

        JwtDescriptor token = KoreAi.UserToken(
            context.Required(clientId),
            context.Required(subject),
            context[anonymous],
            context[identityToMerge],
            privateClaims: privateClaims.Read(context),
            secureCustomData: secureCustomData.Read(context));
        if (lifetime.Read(context) is { } chosen)
        {
            token = token with { Lifetime = chosen };
        }

        if (context[noTokenId])
        {
            token = token with { TokenId = TokenId.None };
        }

        using SigningKey signingKey = key.Read(context);
        output.Write(context, encryption.Sign(context, token, signingKey));
        return ExitCode.Done;
    }
}
