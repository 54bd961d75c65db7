using System.CommandLine;
using System.Security.Cryptography;

namespace JwtKit.Cli;

/// <summary>How a token is to be verified: keys, expectations, a platform's rules.</summary>
internal sealed class VerificationOptions
{
    private readonly SecretOption secret = new("Secret");
    private readonly KeyOption key = new("--key", "Verify with the public key in this file: PEM, certificate, JWK or JWK set", isPrivate: false);
    private readonly AlgorithmOption algorithm = new();
    private readonly Option<string> keyId = CommonOptions.Text("--kid", "id", "The expected key id");
    private readonly Option<string> issuer = CommonOptions.Text("--iss", "text", "The expected issuer; not checked by default");
    private readonly Option<string> audience = CommonOptions.Text("--aud", "text", "The expected audience; not checked by default");
    private readonly Option<string> type = CommonOptions.Text("--typ", "type", "The expected kind of token; JWT or none by default");
    private readonly Switch requireTokenId = CommonOptions.Switch("--require-jti", "Refuse a token without jti, as an app of Kore.ai that enforces it does");
    private readonly Switch allowUnlimited = CommonOptions.Switch("--allow-unlimited", "Accept a token without exp");
    private readonly Option<string> skew = CommonOptions.Text("--clock-skew", "time", "How far clocks may differ; 30s by default");
    private readonly Option<string> platform = CommonOptions.OneOf("--as", "platform", "Apply a platform's rules: kore-user, kore-api or ccai", static () => ["kore-user", "kore-api", "ccai"]);
    private readonly Option<string> clientId = CommonOptions.Text("--client-id", "id", "The app's Client ID, for --as kore-user and kore-api");
    private readonly Option<string> company = CommonOptions.Text("--company", "name", "The company name, for --as ccai");
    private readonly DecryptionOptions decryption = new();
    private readonly ClockOption clock = new();

    /// <summary>Adds the options.</summary>
    /// <param name="command">The command that verifies.</param>
    public void AddTo(Command command)
    {
        secret.AddTo(command);
        key.AddTo(command);
        algorithm.AddTo(command);
        command.Add(keyId);
        command.Add(issuer);
        command.Add(audience);
        command.Add(type);
        command.Add(requireTokenId);
        command.Add(allowUnlimited);
        command.Add(skew);
        command.Add(platform);
        command.Add(clientId);
        command.Add(company);
        decryption.AddTo(command);
        clock.AddTo(command);
    }

    /// <summary>Reads keys and expectations.</summary>
    /// <param name="context">The call.</param>
    /// <exception cref="UsageException">Something is missing, or cannot be used.</exception>
    public VerificationRequest Read(CommandContext context)
    {
        PlatformRules rules = ReadPlatform(context);
        TimeProvider time = clock.Read(context);
        TimeSpan tolerance = ReadSkew(context);
        string? secretText = key.IsGiven(context) ? null : secret.ReadText(context);
        VerificationKey[] keys = secretText is null ? ReadKeys(context) : [ReadSecretKey(context, secretText)];
        DecryptionKey? decryptionKey = decryption.Read(context);
        bool isKore = rules is PlatformRules.KoreUser or PlatformRules.KoreApi;
        return new VerificationRequest(
            isKore ? KorePolicy(context, rules, keys, decryptionKey, time) : Policy(context, rules, keys, decryptionKey, tolerance),
            keys,
            decryptionKey,
            rules,
            context[clientId],
            time,
            isKore ? TimeSpan.Zero : tolerance,
            isKore ? TimeSpan.FromSeconds(30) : tolerance)
        {
            SecretText = secretText,
            SecretEncoding = secretText is null ? null : secret.EncodingOf(context),
            RequiresTokenId = context[requireTokenId],
        };
    }

    private PlatformRules ReadPlatform(CommandContext context)
    {
        PlatformRules rules = context[platform] switch
        {
            null => PlatformRules.None,
            "kore-user" => PlatformRules.KoreUser,
            "kore-api" => PlatformRules.KoreApi,
            "ccai" => PlatformRules.Ccai,
            _ => throw new UsageException("--as takes kore-user, kore-api or ccai."),
        };
        bool isKore = rules is PlatformRules.KoreUser or PlatformRules.KoreApi;
        return isKore && context[clientId] is null ? throw new UsageException("Kore.ai's rules need the app's Client ID: --client-id ID.")
            : rules == PlatformRules.Ccai && context[company] is null ? throw new UsageException("CCAI Platform's rules need the company name: --company NAME.")
            : rules != PlatformRules.None && (context[issuer] ?? context[audience] ?? context[skew] ?? context[type]) is not null
                ? throw new UsageException("--iss, --aud, --typ and --clock-skew do not go with --as: the platform's rules say what they must be.")
                : rules;
    }

    private TimeSpan ReadSkew(CommandContext context) => context[skew] is not { } text ? TimeSpan.FromSeconds(30)
        : LifetimeOption.TryParse(text, out TimeSpan given) ? given
        : throw new UsageException("--clock-skew takes a time such as 0s, 30s or 5m.");

    private VerificationKey ReadSecretKey(CommandContext context, string text)
    {
        SignatureAlgorithm chosen = algorithm.Read(context) ?? SignatureAlgorithm.Hs256;
        return chosen.IsSymmetric
            ? VerificationKey.FromSecret(chosen, secret.Decode(text, context, chosen), context[keyId])
            : throw new UsageException($"{chosen} is verified with a public key; --key FILE is needed.");
    }

    private VerificationKey[] ReadKeys(CommandContext context)
    {
        if (secret.IsGiven(context))
        {
            throw new UsageException("A secret and --key were both given; a token is verified with one of them.");
        }

        SignatureAlgorithm? chosen = algorithm.Read(context);
        return key.Read(
            context,
            fromJson: json => OfJson(json, chosen, context[keyId]),
            fromPrivate: null,
            fromPublic: publicKey => [VerificationKey.FromPublicKey(chosen ?? SignatureAlgorithm.Rs256, publicKey, context[keyId])]);
    }

    private static VerificationKey[] OfJson(string json, SignatureAlgorithm? chosen, string? keyId)
    {
        if (JwkFile.ReadSet(json) is { } set)
        {
            return OfSet(set, chosen, keyId);
        }

        using Jwk jwk = Jwk.Parse(json);
        SignatureAlgorithm usual = jwk.KeyType == "oct" ? SignatureAlgorithm.Hs256 : SignatureAlgorithm.Rs256;
        return [VerificationKey.FromJwk(jwk, chosen ?? (jwk.Algorithm is null ? usual : null), keyId)];
    }

    /// <summary>The keys that count as those of a set that a host fetches; a key without <c>alg</c> is for RS256 where the call names none.</summary>
    private static VerificationKey[] OfSet(JwkSet set, SignatureAlgorithm? chosen, string? keyId)
    {
        if (chosen is { IsSymmetric: true })
        {
            throw new CryptographicException($"{chosen} is verified with a shared secret, and a JWK set holds public keys only.");
        }

        SignatureAlgorithm[] algorithms = chosen is null ? [.. SignatureAlgorithm.All.Where(static algorithm => !algorithm.IsSymmetric)] : [chosen];
        IReadOnlyList<VerificationKey> keys = VerificationKey.FromJwkSet(set, algorithms, out IReadOnlyList<SkippedJwk> skipped, chosen ?? SignatureAlgorithm.Rs256);
        VerificationKey[] named = [.. keys.Where(key => keyId is null || key.KeyId == keyId)];
        if (named.Length == 0)
        {
            throw JwkFile.WithReasons("The JWK set has no key for that algorithm and key id.", skipped);
        }

        JwkFile.TellOf(skipped);
        return named;
    }

    private ValidationPolicy Policy(CommandContext context, PlatformRules rules, VerificationKey[] keys, DecryptionKey? decryptionKey, TimeSpan tolerance) => new()
    {
        Keys = VerificationKeys.Create(keys),
        DecryptionKeys = decryptionKey is null ? [] : [decryptionKey],
        Issuer = rules == PlatformRules.Ccai ? context[company]! : ExpectedOf(context[issuer]),
        Audience = ExpectedOf(context[audience]),
        Use = TokenUse.Reusable,
        ClockSkew = tolerance,
        Type = context[type],
        RequiredClaims = [.. rules == PlatformRules.Ccai ? ["identifier"] : Array.Empty<string>(), .. context[requireTokenId] ? ["jti"] : Array.Empty<string>()],
        AllowUnlimitedLifetime = context[allowUnlimited],
    };

    private ValidationPolicy KorePolicy(CommandContext context, PlatformRules rules, VerificationKey[] keys, DecryptionKey? decryptionKey, TimeProvider time) => KoreAi.ValidationPolicy(
        new KoreAiApp
        {
            ClientId = context.Required(clientId),
            Keys = VerificationKeys.Create(keys),

            // A memory of one token: whether the platform has seen it, only the platform knows.
            ReplayStore = new InMemoryReplayStore(capacity: 1, time) { AcceptEarlierTokens = true },
            DecryptionKeys = decryptionKey is null ? [] : [decryptionKey],
            EnforceEncryption = decryptionKey is not null,
            EnforceTokenId = context[requireTokenId],
            AllowUnlimitedApiTokens = context[allowUnlimited],
        },
        rules == PlatformRules.KoreUser ? KoreAiTokenKind.User : KoreAiTokenKind.Api);

    private static Expected ExpectedOf(string? value) => value is null ? Expected.NotChecked : value;
}
