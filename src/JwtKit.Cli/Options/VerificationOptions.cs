using System.CommandLine;
using System.Security.Cryptography;

namespace JwtKit.Cli;

/// <summary>How a token is to be verified: keys, expectations, a platform's rules.</summary>
internal sealed class VerificationInput
{
    private readonly SecretInput secret = new("Secret");
    private readonly KeyInput key = new("--key", "Verify with the public key in this file: PEM, certificate, JWK or JWK set", isPrivate: false);
    private readonly AlgorithmInput algorithm = new();
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
    private readonly DecryptionInput decryption = new();
    private readonly ClockInput clock = new();

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
    /// <param name="call">The call.</param>
    /// <exception cref="WrongCallException">Something is missing, or cannot be used.</exception>
    public Verification Read(Call call)
    {
        PlatformRules rules = ReadPlatform(call);
        TimeProvider time = clock.Read(call);
        TimeSpan tolerance = ReadSkew(call);
        string? secretText = key.IsGiven(call) ? null : secret.ReadText(call);
        VerificationKey[] keys = secretText is null ? ReadKeys(call) : [ReadSecretKey(call, secretText)];
        DecryptionKey? decryptionKey = decryption.Read(call);
        bool isKore = rules is PlatformRules.KoreUser or PlatformRules.KoreApi;
        return new Verification(
            isKore ? KorePolicy(call, rules, keys, decryptionKey, time) : Policy(call, rules, keys, decryptionKey, tolerance),
            keys,
            decryptionKey,
            rules,
            call[clientId],
            time,
            isKore ? TimeSpan.Zero : tolerance,
            isKore ? TimeSpan.FromSeconds(30) : tolerance)
        {
            SecretText = secretText,
            SecretEncoding = secretText is null ? null : secret.EncodingOf(call),
            RequiresTokenId = call[requireTokenId],
        };
    }

    private PlatformRules ReadPlatform(Call call)
    {
        PlatformRules rules = call[platform] switch
        {
            null => PlatformRules.None,
            "kore-user" => PlatformRules.KoreUser,
            "kore-api" => PlatformRules.KoreApi,
            "ccai" => PlatformRules.Ccai,
            _ => throw new WrongCallException("--as takes kore-user, kore-api or ccai."),
        };
        bool isKore = rules is PlatformRules.KoreUser or PlatformRules.KoreApi;
        return isKore && call[clientId] is null ? throw new WrongCallException("Kore.ai's rules need the app's Client ID: --client-id ID.")
            : rules == PlatformRules.Ccai && call[company] is null ? throw new WrongCallException("CCAI Platform's rules need the company name: --company NAME.")
            : rules != PlatformRules.None && (call[issuer] ?? call[audience] ?? call[skew] ?? call[type]) is not null
                ? throw new WrongCallException("--iss, --aud, --typ and --clock-skew do not go with --as: the platform's rules say what they must be.")
                : rules;
    }

    private TimeSpan ReadSkew(Call call) => call[skew] is not { } text ? TimeSpan.FromSeconds(30)
        : LifetimeInput.TryParse(text, out TimeSpan given) ? given
        : throw new WrongCallException("--clock-skew takes a time such as 0s, 30s or 5m.");

    private VerificationKey ReadSecretKey(Call call, string text)
    {
        SignatureAlgorithm chosen = algorithm.Read(call) ?? SignatureAlgorithm.Hs256;
        return chosen.IsSymmetric
            ? VerificationKey.FromSecret(chosen, secret.Decode(text, call, chosen), call[keyId])
            : throw new WrongCallException($"{chosen} is verified with a public key; --key FILE is needed.");
    }

    private VerificationKey[] ReadKeys(Call call)
    {
        if (secret.IsGiven(call))
        {
            throw new WrongCallException("A secret and --key were both given; a token is verified with one of them.");
        }

        SignatureAlgorithm? chosen = algorithm.Read(call);
        return key.Read(
            call,
            fromJson: json => OfJson(json, chosen, call[keyId]),
            fromPrivate: null,
            fromPublic: publicKey => [VerificationKey.FromPublicKey(chosen ?? SignatureAlgorithm.Rs256, publicKey, call[keyId])]);
    }

    private static VerificationKey[] OfJson(string json, SignatureAlgorithm? chosen, string? keyId)
    {
        if (JwkInput.ReadSet(json) is { } set)
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
            throw JwkInput.WithReasons("The JWK set has no key for that algorithm and key id.", skipped);
        }

        JwkInput.TellOf(skipped);
        return named;
    }

    private ValidationPolicy Policy(Call call, PlatformRules rules, VerificationKey[] keys, DecryptionKey? decryptionKey, TimeSpan tolerance) => new()
    {
        Keys = VerificationKeys.Create(keys),
        DecryptionKeys = decryptionKey is null ? [] : [decryptionKey],
        Issuer = rules == PlatformRules.Ccai ? call[company]! : ExpectedOf(call[issuer]),
        Audience = ExpectedOf(call[audience]),
        Use = TokenUse.Reusable,
        ClockSkew = tolerance,
        Type = call[type],
        RequiredClaims = [.. rules == PlatformRules.Ccai ? ["identifier"] : Array.Empty<string>(), .. call[requireTokenId] ? ["jti"] : Array.Empty<string>()],
        AllowUnlimitedLifetime = call[allowUnlimited],
    };

    private ValidationPolicy KorePolicy(Call call, PlatformRules rules, VerificationKey[] keys, DecryptionKey? decryptionKey, TimeProvider time) => KoreAi.ValidationPolicy(
        new KoreAiApp
        {
            ClientId = call.Required(clientId),
            Keys = VerificationKeys.Create(keys),

            // A memory of one token: whether the platform has seen it, only the platform knows.
            ReplayStore = new InMemoryReplayStore(capacity: 1, time) { AcceptEarlierTokens = true },
            DecryptionKeys = decryptionKey is null ? [] : [decryptionKey],
            EnforceEncryption = decryptionKey is not null,
            EnforceTokenId = call[requireTokenId],
            AllowUnlimitedApiTokens = call[allowUnlimited],
        },
        rules == PlatformRules.KoreUser ? KoreAiTokenKind.User : KoreAiTokenKind.Api);

    private static Expected ExpectedOf(string? value) => value is null ? Expected.NotChecked : value;
}
