using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace JwtKit.Tests;

/// <summary>One case of a Wycheproof file about JOSE, and what JwtKit says of it.</summary>
internal sealed class WycheproofCase
{
    private readonly JsonObject key;
    private readonly JsonObject test;

    private WycheproofCase(JsonObject group, JsonObject test)
    {
        this.test = test;
        IsEncrypted = test.ContainsKey("jwe");
        key = (IsEncrypted ? group["private"] : group["public"] ?? group["private"])!.AsObject();
        JsonNode token = test[IsEncrypted ? "jwe" : "jws"]!;
        Token = token as JsonValue is { } text ? text.GetValue<string>() : token.ToJsonString();
    }

    public int Number => test["tcId"]!.GetValue<int>();

    /// <summary>Wycheproof's verdict.</summary>
    public bool IsValid => test["result"]!.GetValue<string>() == "valid";

    /// <summary>Compact; a few are JSON, which must not be taken for it.</summary>
    public string Token { get; }

    /// <summary>What a valid message says; null where the file does not tell.</summary>
    public byte[]? Plaintext => IsEncrypted ? test["pt"] is { } hex ? Convert.FromHexString(hex.GetValue<string>()) : null : Base64Url.DecodeFromChars(Token.Split('.')[1]);

    /// <summary>The family of the key's algorithm, or the header's where the key names none, that the core does not have.</summary>
    public string? Missing => Keys.Select(one => one["alg"]?.GetValue<string>() ?? HeaderAlgorithm).Select(MissingAlgorithm.FamilyOf).FirstOrDefault(static family => family is not null);

    private bool IsEncrypted { get; }

    private string? HeaderAlgorithm => JsonNode.Parse(RawToken.HeaderOf(Token))!["alg"]?.GetValue<string>();

    private IEnumerable<JsonObject> Keys => key["keys"] is { } keys ? keys.AsArray().Select(static one => one!.AsObject()) : [key];

    /// <summary>All of a file.</summary>
    public static IReadOnlyList<WycheproofCase> In(string file) =>
    [
        .. from @group in VectorFolder.Read($"wycheproof/{file}_test.json")["testGroups"]!.AsArray()
           from test in @group!["tests"]!.AsArray()
           select new WycheproofCase(@group.AsObject(), test!.AsObject()),
    ];

    /// <summary>The content that JwtKit gives; null where it refuses the key or the token.</summary>
    public byte[]? Accept()
    {
        IDisposable[] imported;
        try
        {
            imported = IsEncrypted ? [ImportForDecryption()] : [.. ImportForVerification()];
        }
        catch (CryptographicException)
        {
            // A refused key. What comes after the import throws nothing at all.
            return null;
        }

        byte[]? content = imported is [DecryptionKey decryptor] ? Decrypt(decryptor) : Verify([.. imported.Cast<VerificationKey>()]);
        Array.ForEach(imported, static one => one.Dispose());
        return content;
    }

    private DecryptionKey ImportForDecryption()
    {
        using Jwk jwk = Jwk.Parse(key.ToJsonString());
        return jwk.Algorithm == KeyManagement.Rsa15.Name ? DecryptionKey.Rsa15(jwk.GetPrivateKey(), jwk.KeyId) : DecryptionKey.FromJwk(jwk);
    }

    /// <summary>A set of public keys is read as one; a <see cref="JwkSet"/> holds no secrets, so these are read one by one.</summary>
    private IEnumerable<VerificationKey> ImportForVerification() => (key.ContainsKey("keys") && Keys.All(static one => one["kty"]!.GetValue<string>() != "oct")
        ? JwkSet.Parse(key.ToJsonString()).Keys
        : Keys.Select(static one => Jwk.Parse(one.ToJsonString()))).Select(static jwk => VerificationKey.FromJwk(jwk));

    private byte[]? Decrypt(DecryptionKey decryptor) => Jwe.TryDecrypt(Token, decryptor, out byte[]? plaintext) ? plaintext : null;

    private byte[]? Verify(VerificationKey[] keys) => AreOnePolicy(keys)
        ? keys.Select(verifier => Jws.TryVerify(Token, verifier, out byte[]? payload) ? payload : null).FirstOrDefault(static payload => payload is not null)
        : null;

    /// <summary>Keys with one id cannot be told apart, and a policy of them is a wrong call; so is one without keys.</summary>
    private static bool AreOnePolicy(VerificationKey[] keys)
    {
        try
        {
            return keys.Length > 0 && new JwtValidator(new ValidationPolicy
            {
                Keys = VerificationKeys.From(keys),
                Issuer = Expected.NotChecked,
                Audience = Expected.NotChecked,
                Use = TokenUse.Reusable,
            }) is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
