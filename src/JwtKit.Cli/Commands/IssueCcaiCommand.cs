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
    private readonly SecretInput secret = new("Company Secret");
    private readonly LifetimeInput lifetime = new("1h");
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

    protected override int Run(Call call)
    {
        JwtDescriptor token = Describe(call);
        if (lifetime.Read(call) is { } chosen)
        {
            token = token with { Lifetime = chosen };
        }

        using SigningKey signingKey = SigningKey.Hs256(secret.Read(call, SignatureAlgorithm.Hs256));
        output.Write(call, Jwt.Sign(token, signingKey, call.Time));
        return ExitCode.Done;
    }

    private JwtDescriptor Describe(Call call)
    {
        if (call[identifier] is { } given)
        {
            return call[anonymous]
                ? throw new WrongCallException("--identifier and --anonymous were both given; an anonymous visitor gets a new identifier.")
                : Ccai.UserToken(call.Required(company), given, call[name], call[email]);
        }

        return call[anonymous]
            ? Ccai.UserToken(call.Required(company), Ccai.NewVisitor().ToString(), call[name], call[email])
            : throw new WrongCallException("No user was given; use --identifier ID, or --anonymous for a visitor who has not signed in.");
    }
}
