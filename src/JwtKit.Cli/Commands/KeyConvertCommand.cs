using System.CommandLine;

namespace JwtKit.Cli;

/// <summary><c>key convert</c>: a key in another form, or its public half.</summary>
internal sealed class KeyConvertCommand : ToolCommand
{
    private readonly KeyFileOption file = new();
    private readonly Option<string> format = CommonOptions.OneOf("--format", "format", "pem, jwk, pfx or jwks (a JWK set)", static () => ["pem", "jwk", "pfx", "jwks"]);
    private readonly Switch isPublic = CommonOptions.Switch("--public", "Write the public half only");
    private readonly Switch isPrivate = CommonOptions.Switch("--private", "Write the private key");
    private readonly KeyLabelsOptions labels = new("The key id in a JWK, and the key to take from a JWK set; that of the key by default, and in a set its thumbprint");
    private readonly NewPasswordOption password = new();
    private readonly KeyOutput output = new("Write the key to this file, or to standard output (-), which is the default for public keys; the file of a private one is readable by its owner only");

    public KeyConvertCommand()
        : base("convert", "Write a key in another form: PEM, JWK, PFX or JWK set", "jwtkit key convert private.pem --public --format jwks --out jwks.json")
    {
        format.Required = true;
        file.AddTo(this);
        Add(format);
        Add(isPublic);
        Add(isPrivate);
        labels.AddTo(this);
        password.AddTo(this);
        output.AddTo(this);
    }

    protected override int Run(CommandContext context)
    {
        string form = context.Required(format);
        IReadOnlyList<Jwk> read = form == "jwks" && labels.KeyIdOf(context) is null ? file.ReadAll(context) : [file.ReadOne(context, labels.KeyIdOf(context))];
        try
        {
            Convert(context, form, read);
        }
        finally
        {
            foreach (Jwk key in read)
            {
                key.Dispose();
            }
        }

        return ExitCode.Done;
    }

    private void Convert(CommandContext context, string form, IReadOnlyList<Jwk> read)
    {
        bool withPrivate = IsPrivateWanted(context, read[0], form);
        if (withPrivate)
        {
            output.RequirePlace(context, isBinary: form == "pfx");
        }

        string? protection = ReadPassword(context, form, withPrivate);
        using WrittenKey written = Write(context, form, read, withPrivate, protection);
        output.Write(
            context,
            writer =>
            {
                writer.WriteString("format"u8, form);
                writer.WriteBoolean("private"u8, written.IsPrivate);
            },
            written);
    }

    private WrittenKey Write(CommandContext context, string form, IReadOnlyList<Jwk> read, bool withPrivate, string? protection)
    {
        switch (form)
        {
            case "pem":
                labels.RequireNone(context, form);
                return KeyForms.Pem(read[0], withPrivate, protection);
            case "pfx":
                labels.RequireNone(context, form);
                return KeyForms.Pfx(read[0], protection!, context.Time.GetUtcNow());
            case "jwks":
                return KeyForms.JwkSet(read.Select(key => labels.Label(context, key, isPrivate: false, key.Thumbprint)));
            case "jwk" when KeyDescription.IsSecret(read[0]):
                return KeyForms.Jwk(read[0]);
            default:
                using (Jwk key = labels.Label(context, read[0], withPrivate, usualKeyId: null))
                {
                    return KeyForms.Jwk(key);
                }
        }
    }

    private bool IsPrivateWanted(CommandContext context, Jwk key, string form)
    {
        if (context[isPublic] && context[isPrivate])
        {
            throw new UsageException("--public and --private were both given; one of them is needed.");
        }

        if (form is not ("pem" or "jwk" or "pfx" or "jwks"))
        {
            throw new UsageException($"--format takes pem, jwk, pfx or jwks, and was given '{form}'.");
        }

        return (KeyDescription.IsSecret(key), key.HasPrivateMembers, context[isPrivate], form) switch
        {
            (true, _, _, not "jwk") => throw new UsageException("The key is a shared secret (kty oct), which is written as a JWK only: --format jwk."),
            (_, _, true, "jwks") => throw new UsageException("A JWK set is there to be published and holds public keys only; use --format jwk for a private one."),
            (_, _, _, "jwks") => false,
            (_, false, true, _) => throw new UsageException("The key is public, and its private half cannot be made from it; leave --private out."),
            (_, _, false, "pfx") => throw new UsageException("A PFX file holds a private key; say --private, with a private key."),
            (true, _, false, _) => throw new UsageException("The key is a shared secret, of which nothing is public; --private writes it."),
            (_, true, false, _) when !context[isPublic] => throw new UsageException("The key is private; say --public for its public half, or --private to write the private key."),
            (_, _, var wanted, _) => wanted,
        };
    }

    private string? ReadPassword(CommandContext context, string form, bool withPrivate)
    {
        if (password.IsGiven(context) && (!withPrivate || form is not ("pem" or "pfx")))
        {
            throw new UsageException("A password protects private keys in PEM and PFX files; leave it out here.");
        }

        return form != "pfx" ? password.Read(context)
            : password.Read(context) ?? throw new UsageException("A PFX file needs a password; use --password-file FILE, --password-env NAME or --ask-password.");
    }
}
