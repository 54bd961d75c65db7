using System.CommandLine;

namespace JwtKit.Cli;

/// <summary><c>sign</c>: any token.</summary>
internal sealed class SignCommand : ToolCommand
{
    private readonly Option<string> issuer = CommonOptions.Text("--iss", "text", "The issuer");
    private readonly Option<string> audience = CommonOptions.Text("--aud", "text", "The audience; several are separated by commas");
    private readonly Option<string> subject = CommonOptions.Text("--sub", "text", "The subject");
    private readonly ClaimsOption claims = new("--claims", "A file with one JSON object, whose members are further claims");
    private readonly LifetimeOption lifetime = new("5m");
    private readonly Option<string> tokenId = CommonOptions.OneOf("--jti", "id", "The token id: generate (default), none, or the text itself", static () => ["generate", "none"]);
    private readonly Option<string> type = CommonOptions.Text("--typ", "type", "The kind of token in the header; JWT by default");
    private readonly SigningKeyOption key = new("Secret");
    private readonly EncryptionOptions encryption = new();
    private readonly TokenOutput output = new();

    public SignCommand()
        : base(
            "sign",
            "Sign a token with a secret or a private key",
            "jwtkit sign --iss https://id.example.com --aud orders-api --sub user-42 --claims claims.json --key private.pem")
    {
        Add(issuer);
        Add(audience);
        Add(subject);
        claims.AddTo(this);
        lifetime.AddTo(this);
        Add(tokenId);
        Add(type);
        key.AddTo(this);
        encryption.AddTo(this);
        output.AddTo(this);
    }

    protected override int Run(CommandContext context)
    {
        JwtDescriptor token = new()
        {
            Lifetime = lifetime.Read(context) ?? TimeSpan.FromMinutes(5),
            Issuer = context[issuer],
            Audiences = context[audience] is { } audiences ? AudienceList.Create(audiences.Split(',', StringSplitOptions.TrimEntries)) : [],
            Subject = context[subject],
            TokenId = context[tokenId] switch
            {
                null or "generate" => TokenId.Generate,
                "none" => TokenId.None,
                { } exactly => TokenId.Exactly(exactly),
            },
            Claims = claims.Read(context) is { } further ? ClaimSet.From(further) : [],
        };
        if (context[type] is { } kind)
        {
            token = token with { Type = kind };
        }

        using SigningKey signingKey = key.Read(context);
        output.Write(context, encryption.Sign(context, token, signingKey));
        return ExitCode.Done;
    }
}
