using System.CommandLine;

namespace JwtKit.Cli;

/// <summary><c>key convert</c>: a key in another form, or its public half.</summary>
internal sealed class KeyConvertCommand : ToolCommand
{
    private readonly KeyFileInput file = new();
    private readonly Option<string> format = CommonOptions.OneOf("--format", "format", "pem, jwk, pfx or jwks (a JWK set)", static () => ["pem", "jwk", "pfx", "jwks"]);
    private readonly Switch isPublic = CommonOptions.Switch("--public", "Write the public half only");
    private readonly Switch isPrivate = CommonOptions.Switch("--private", "Write the private key");
    private readonly KeyLabelsInput labels = new("The key id in a JWK, and the key to take from a JWK set; that of the key by default, and in a set its thumbprint");
    private readonly NewPasswordInput password = new();
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

    protected override int Run(Call call)
    {
        string form = call.Required(format);
        IReadOnlyList<Jwk> read = form == "jwks" && labels.KeyIdOf(call) is null ? file.ReadAll(call) : [file.ReadOne(call, labels.KeyIdOf(call))];
        try
        {
            Convert(call, form, read);
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

    private void Convert(Call call, string form, IReadOnlyList<Jwk> read)
    {
        bool withPrivate = IsPrivateWanted(call, read[0], form);
        if (withPrivate)
        {
            output.RequirePlace(call, isBinary: form == "pfx");
        }

        string? protection = ReadPassword(call, form, withPrivate);
        using WrittenKey written = Write(call, form, read, withPrivate, protection);
        output.Write(
            call,
            writer =>
            {
                writer.WriteString("format"u8, form);
                writer.WriteBoolean("private"u8, written.IsPrivate);
            },
            written);
    }

    private WrittenKey Write(Call call, string form, IReadOnlyList<Jwk> read, bool withPrivate, string? protection)
    {
        switch (form)
        {
            case "pem":
                labels.RequireNone(call, form);
                return KeyForms.Pem(read[0], withPrivate, protection);
            case "pfx":
                labels.RequireNone(call, form);
                return KeyForms.Pfx(read[0], protection!, call.Time.GetUtcNow());
            case "jwks":
                return KeyForms.JwkSet(read.Select(key => labels.Label(call, key, isPrivate: false, key.Thumbprint)));
            case "jwk" when KeyDescription.IsSecret(read[0]):
                return KeyForms.Jwk(read[0]);
            default:
                using (Jwk key = labels.Label(call, read[0], withPrivate, usualKeyId: null))
                {
                    return KeyForms.Jwk(key);
                }
        }
    }

    private bool IsPrivateWanted(Call call, Jwk key, string form)
    {
        if (call[isPublic] && call[isPrivate])
        {
            throw new WrongCallException("--public and --private were both given; one of them is needed.");
        }

        if (form is not ("pem" or "jwk" or "pfx" or "jwks"))
        {
            throw new WrongCallException($"--format takes pem, jwk, pfx or jwks, and was given '{form}'.");
        }

        return (KeyDescription.IsSecret(key), key.HasPrivateMembers, call[isPrivate], form) switch
        {
            (true, _, _, not "jwk") => throw new WrongCallException("The key is a shared secret (kty oct), which is written as a JWK only: --format jwk."),
            (_, _, true, "jwks") => throw new WrongCallException("A JWK set is there to be published and holds public keys only; use --format jwk for a private one."),
            (_, _, _, "jwks") => false,
            (_, false, true, _) => throw new WrongCallException("The key is public, and its private half cannot be made from it; leave --private out."),
            (_, _, false, "pfx") => throw new WrongCallException("A PFX file holds a private key; say --private, with a private key."),
            (true, _, false, _) => throw new WrongCallException("The key is a shared secret, of which nothing is public; --private writes it."),
            (_, true, false, _) when !call[isPublic] => throw new WrongCallException("The key is private; say --public for its public half, or --private to write the private key."),
            (_, _, var wanted, _) => wanted,
        };
    }

    private string? ReadPassword(Call call, string form, bool withPrivate)
    {
        if (password.IsGiven(call) && (!withPrivate || form is not ("pem" or "pfx")))
        {
            throw new WrongCallException("A password protects private keys in PEM and PFX files; leave it out here.");
        }

        return form != "pfx" ? password.Read(call)
            : password.Read(call) ?? throw new WrongCallException("A PFX file needs a password; use --password-file FILE, --password-env NAME or --ask-password.");
    }
}
