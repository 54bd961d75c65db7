using System.CommandLine;

namespace JwtKit.Cli;

/// <summary><c>issue ccai</c>: the token that tells Google's CCAI Platform who a user is.</summary>
internal sealed class IssueCcaiCommand : ToolCommand
{
    private readonly Option<string> company = CommonOptions.Required("--company", "name", "The company name of the portal, written as iss");
    private readonly Option<string> identifier = CommonOptions.Text("--identifier", "id", "The user's lasting id, such as a UUID; never an e-mail address");
    private readonly Switch anonymous = CommonOptions.Switch("--anonymous", "A visitor who has not signed in: makes a new identifier");
    private readonly Option<string> name = CommonOptions.Text("--name", "text", "The user's name");
    private readonly Option<string> email = CommonOptions.Text("--email", "address", "The user's e-mail address");
    private readonly SecretOption secret = new("Company Secret");
    private readonly LifetimeOption lifetime = new("1h");
    private readonly TokenOutput output = new();

    public IssueCcaiCommand()
        : base(
            "ccai",
            "Issue a token for a user of Google's CCAI Platform",
            "jwtkit issue ccai --company ACME --identifier 6fa8d0e2-52c7-4d5a-9b46-0c4f5b8a7e11 --name John --secret-file company-secret.txt")
    {
        Add(company);
        Add(identifier);
        Add(anonymous);
        Add(name);
        Add(email);
        secret.AddTo(this);
        lifetime.AddTo(this);
        output.AddTo(this);
    }

    protected override int Run(CommandContext context)
    {
        JwtDescriptor token = Describe(context);
        if (lifetime.Read(context) is { } chosen)
        {
            token = token with { Lifetime = chosen };
        }

        using SigningKey signingKey = SigningKey.Hs256(secret.Read(context, SignatureAlgorithm.Hs256));
        output.Write(context, Jwt.Sign(token, signingKey, context.Time));
        return ExitCode.Done;
    }

    private JwtDescriptor Describe(CommandContext context)
    {
        if (context[identifier] is { } given)
        {
            return context[anonymous]
                ? throw new UsageException("--identifier and --anonymous were both given; an anonymous visitor gets a new identifier.")
                : Ccai.UserToken(context.Required(company), given, context[name], context[email]);
        }

        return context[anonymous]
            ? Ccai.UserToken(context.Required(company), Ccai.NewVisitor().ToString(), context[name], context[email])
            : throw new UsageException("No user was given; use --identifier ID, or --anonymous for a visitor who has not signed in.");
    }
}
