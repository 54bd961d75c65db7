using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace JwtKit.Cli;

/// <summary>A key file: PEM, PFX, JWK, or a set of public JWKs, told apart by how it begins. Its password comes with it.</summary>
internal sealed class KeyOption
{
    private const byte DerSequence = 0x30;

    private readonly Option<string>? option;
    private readonly Argument<string>? argument;
    private readonly PasswordOption? password;

    /// <param name="option">Such as <c>--key</c>.</param>
    /// <param name="description">Half a sentence for help, ending with the kinds of file.</param>
    /// <param name="isPrivate">Whether a private key is read, which may have a password.</param>
    public KeyOption(string option, string description, bool isPrivate)
    {
        this.option = CommonOptions.Text(option, "file", description);
        password = isPrivate ? new PasswordOption(option) : null;
    }

    /// <param name="argument">The file as an argument. Its key may be private and have a password, which comes with <c>--key-password-file</c> or <c>--key-password-env</c>.</param>
    public KeyOption(Argument<string> argument)
    {
        this.argument = argument;
        password = new PasswordOption("--key");
    }

    /// <summary>Adds the options.</summary>
    /// <param name="command">The command that reads a key.</param>
    public void AddTo(Command command)
    {
        if (option is null)
        {
            command.Add(argument!);
        }
        else
        {
            command.Add(option);
        }

        password?.AddTo(command);
    }

    /// <summary>Whether the call names the file.</summary>
    /// <param name="context">The call.</param>
    public bool IsGiven(CommandContext context) => PathOf(context) is not null;

    /// <summary>Reads the file and hands it to the one that fits: a JWK or JWK set as text, an RSA key of PEM or PFX, a public one of PEM.</summary>
    /// <typeparam name="T">What is made of it.</typeparam>
    /// <param name="context">A call that names the file.</param>
    /// <param name="fromJson">Receives JSON text.</param>
    /// <param name="fromPrivate">Receives a private key and disposes of it; null where private keys are refused.</param>
    /// <param name="fromPublic">Receives a public key; null where a private one is needed.</param>
    /// <exception cref="UsageException">The file cannot be read or used; the message names it and says why.</exception>
    public T Read<T>(CommandContext context, Func<string, T> fromJson, Func<RsaPrivateKey, T>? fromPrivate, Func<RsaPublicKey, T>? fromPublic)
    {
        string file = PathOf(context)!;
        try
        {
            return InputFile.Use(context, file, "the key", content =>
                !content.StartsWith(DerSequence) ? FromText(context, Encoding.UTF8.GetString(content), fromJson, fromPrivate, fromPublic)
                : fromPublic is not null && X509Certificate2.GetCertContentType(content) == X509ContentType.Cert ? fromPublic(OfCertificate(content))
                : fromPrivate is null ? throw new CryptographicException("This is a PFX file, which holds a private key; a public key is needed, as PEM or JWK.")
                : fromPrivate(RsaPrivateKey.FromPfx(content, password?.Read(context, ask: true))));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new UsageException($"{InputFile.Place(file)}: {LibraryErrors.ForUsers(e)}");
        }
    }

    private string? PathOf(CommandContext context) => option is null ? context[argument!] : context[option];

    private T FromText<T>(CommandContext context, string text, Func<string, T> fromJson, Func<RsaPrivateKey, T>? fromPrivate, Func<RsaPublicKey, T>? fromPublic)
    {
        if (text.AsSpan().TrimStart('\uFEFF').TrimStart() is ['{', ..])
        {
            return fromJson(text.TrimStart('\uFEFF'));
        }

        bool isPrivate = text.Contains("PRIVATE KEY-----", StringComparison.Ordinal);
        if (fromPrivate is not null && (isPrivate || fromPublic is null))
        {
            return fromPrivate(RsaPrivateKey.FromPem(text, password?.Read(context, ask: text.Contains("ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal))));
        }

        // With a private key in the text, this says what was found and what is needed.
        return fromPublic!(RsaPublicKey.FromPem(text));
    }

    private static RsaPublicKey OfCertificate(ReadOnlySpan<byte> der)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(der);
        return RsaPublicKey.FromCertificate(certificate);
    }
}

/// <summary>The JSON of a key file: one JWK, or a set of them.</summary>
internal static class JwkFile
{
    /// <summary>All keys of the text.</summary>
    /// <param name="json">A JWK or a JWK set.</param>
    /// <exception cref="CryptographicException">It is neither, or a set with private keys.</exception>
    public static IReadOnlyList<Jwk> ReadAll(string json)
    {
        if (JwkSet.TryParse(json, out JwkSet? set, out JwkSetFault? fault))
        {
            return set.Keys.Count > 0 ? set.Keys : throw WithReasons("The JWK set holds no key that can be used.", set.Skipped);
        }

        return IsSet(json) ? throw new CryptographicException(fault.Description) : [Jwk.Parse(json)];
    }

    /// <summary>The set, if the text is one.</summary>
    /// <param name="json">A JWK or a JWK set.</param>
    /// <exception cref="CryptographicException">It is meant as a set, and is none.</exception>
    public static JwkSet? ReadSet(string json) =>
        JwkSet.TryParse(json, out JwkSet? set, out JwkSetFault? fault) ? set
        : IsSet(json) ? throw new CryptographicException(fault.Description)
        : null;

    /// <summary>Says on standard error which keys of a set are not used.</summary>
    /// <param name="skipped">They, perhaps none.</param>
    public static void TellOf(IReadOnlyList<SkippedJwk> skipped)
    {
        if (skipped.Count > 0)
        {
            ErrorLine.Note($"Left out of the set: {skipped.Count} of its keys. {SkippedJwk.Describe(skipped)}");
        }
    }

    /// <summary>A message with the reasons of the keys that are left out.</summary>
    /// <param name="message">One sentence.</param>
    /// <param name="skipped">The keys, perhaps none.</param>
    public static CryptographicException WithReasons(string message, IReadOnlyList<SkippedJwk> skipped) =>
        new(skipped.Count == 0 ? message : $"{message} {TerminalText.Text(SkippedJwk.Describe(skipped))}");

    /// <summary>The key of the text, or that of a set which has the id.</summary>
    /// <param name="json">A JWK or a JWK set.</param>
    /// <param name="keyId">Needed for a set with several keys.</param>
    /// <exception cref="CryptographicException">It is neither, or a set without that key.</exception>
    public static Jwk ReadOne(string json, string? keyId) => ReadAll(json) switch
    {
        [{ } only] when keyId is null || keyId == only.KeyId || !IsSet(json) => only,
        { } several => several.FirstOrDefault(key => keyId is not null && key.KeyId == keyId)
            ?? throw new CryptographicException(keyId is null
                ? $"The JWK set holds {several.Count} keys; --kid says which of them is meant."
                : "The JWK set holds no key with that key id."),
    };

    /// <summary>A JWK has no such member, so that the text is meant as a set, whatever is wrong with it.</summary>
    private static bool IsSet(string json)
    {
        Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(json));
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("keys"u8))
                {
                    return true;
                }
            }
        }
        catch (JsonException)
        {
            // The member may stand before what is damaged.
        }

        return false;
    }
}
