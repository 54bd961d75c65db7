using System.CommandLine;

namespace JwtKit.Cli;

/// <summary><c>key new rsa</c>: a new RSA key pair.</summary>
internal sealed class KeyNewRsaCommand : ToolCommand
{
    private readonly Option<string> size = CommonOptions.OneOf("--size", "bits", "2048, 3072 (default) or 4096", static () => ["2048", "3072", "4096"]);
    private readonly Option<string> format = CommonOptions.OneOf("--format", "format", "pem (default) or jwk", static () => ["pem", "jwk"]);
    private readonly KeyLabelsOptions labels = new("The key id in a JWK; the key's thumbprint by default");
    private readonly NewPasswordOption password = new();
    private readonly KeyOutput output = new("Write the private key to this file, readable by its owner only, or to standard output (-)", hasPublicHalf: true);

    public KeyNewRsaCommand()
        : base("rsa", "Make an RSA key pair", "jwtkit key new rsa --out private.pem --public-out public.pem")
    {
        Add(size);
        Add(format);
        labels.AddTo(this);
        password.AddTo(this);
        output.AddTo(this);
    }

    protected override int Run(CommandContext context)
    {
        bool isJwk = ReadFormat(context);
        int bits = ReadSize(context);
        output.RequirePlace(context);
        string? protection = password.Read(context);
        using RsaPrivateKey made = RsaPrivateKey.Generate(bits);
        using Jwk plain = made.ToJwk();
        using Jwk key = isJwk ? labels.Label(context, plain, isPrivate: true, made.Thumbprint) : made.ToJwk();
        using WrittenKey written = isJwk ? KeyForms.Jwk(key) : KeyForms.Pem(key, isPrivate: true, protection);
        using WrittenKey? publicHalf = output.WantsPublicHalf(context) ? PublicHalf(context, key, isJwk) : null;
        output.Write(context, writer => KeyDescription.Write(writer, key), written, publicHalf);
        return ExitCode.Done;
    }

    private WrittenKey PublicHalf(CommandContext context, Jwk key, bool isJwk)
    {
        if (!isJwk)
        {
            return KeyForms.Pem(key, isPrivate: false, password: null);
        }

        using Jwk published = labels.Label(context, key, isPrivate: false, usualKeyId: null);
        return KeyForms.Jwk(published);
    }

    private bool ReadFormat(CommandContext context)
    {
        switch (context[format])
        {
            case null or "pem":
                labels.RequireNone(context, "pem");
                return labels.KeyIdOf(context) is null ? false
                    : throw new UsageException("--kid is a member of a JWK, for which the format pem has no place; use --format jwk.");
            case "jwk":
                return password.IsGiven(context) ? throw new UsageException("A JWK is not written under a password; use --format pem.") : true;
            case { } other:
                throw new UsageException($"--format takes pem or jwk, and was given '{other}'; 'jwtkit key convert' makes PFX files and JWK sets.");
        }
    }

    private int ReadSize(CommandContext context) => context[size] switch
    {
        "2048" => 2048,
        null or "3072" => 3072,
        "4096" => 4096,
        { } other => throw new UsageException($"--size takes 2048, 3072 or 4096, and was given '{other}'."),
    };
}
