using System.CommandLine;

namespace JwtKit.Cli;

/// <summary><c>sign</c>: any token.</summary>
internal sealed class SignCommand : ToolCommand
{
    private readonly Option<string> issuer = CommonOptions.Text("--iss", "text", "The issuer");
    private readonly Option<string> audience = CommonOptions.Text("--aud", "text", "The audience; several are separated by commas");
    private readonly Option<string> subject = CommonOptions.Text("--sub", "text", "The subject");
    private readonly ClaimsInput claims = new("--claims", "A file with one JSON object, whose members are further claims");
    private readonly LifetimeInput lifetime = new("5m");
    private readonly Option<string> tokenId = CommonOptions.OneOf("--jti", "id", "The token id: generate (default), none, or the text itself", static () => ["generate", "none"]);
    private readonly Option<string> type = CommonOptions.Text("--typ", "type", "The kind of token in the header; JWT by default");
    private readonly SigningKeyInput key = new("Secret");
    private readonly EncryptionInput encryption = new();
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

    protected override int Run(Call call)
    {
        JwtDescriptor token = new()
        {
            Lifetime = lifetime.Read(call) ?? TimeSpan.FromMinutes(5),
            Issuer = call[issuer],
            Audiences = call[audience] is { } audiences ? AudienceList.Create(audiences.Split(',', StringSplitOptions.TrimEntries)) : [],
            Subject = call[subject],
            TokenId = call[tokenId] switch
            {
                null or "generate" => TokenId.Generate,
                "none" => TokenId.None,
                { } exactly => TokenId.Exactly(exactly),
            },
            Claims = claims.Read(call) is { } further ? ClaimSet.From(further) : [],
        };
        if (call[type] is { } kind)
        {
            token = token with { Type = kind };
        }

        using SigningKey signingKey = key.Read(call);
        output.Write(call, encryption.Sign(call, token, signingKey));
        return ExitCode.Done;
    }
}
