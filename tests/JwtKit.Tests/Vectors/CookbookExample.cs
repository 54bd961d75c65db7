using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace JwtKit.Tests;

/// <summary>One output of an example of the JOSE cookbook (RFC 7520, 7797, 8037), and what JwtKit makes of it.</summary>
internal sealed class CookbookExample
{
    private readonly JsonObject example;
    private readonly JsonNode output;

    private CookbookExample(string name, string form, JsonObject example)
    {
        Name = $"{name}#{form}";
        Form = form;
        this.example = example;
        output = example["output"]![form]!;
    }

    /// <summary>File and form, such as <c>jws/4_1.rsa_v15_signature#compact</c>.</summary>
    public string Name { get; }

    /// <summary><c>compact</c>, <c>json</c> (general) or <c>json_flat</c>.</summary>
    public string Form { get; }

    public bool IsEncrypted => Input["plaintext"] is not null;

    public string Text => output as JsonValue is { } text ? text.GetValue<string>() : output.ToJsonString();

    /// <summary>What was signed or encrypted.</summary>
    public string Content => Input[IsEncrypted ? "plaintext" : "payload"]!.GetValue<string>();

    public string? KeyId => Key?["kid"]?.GetValue<string>();

    /// <summary>Why the core cannot take it, by what the example says of itself: a family of algorithms, or a form; empty where it can.</summary>
    public string Obstacles => string.Join(", ", FindObstacles());

    private JsonObject Input => example["input"]!.AsObject();

    private JsonNode? Key => Input["key"] as JsonObject;

    private IEnumerable<string> Algorithms => Input["alg"] is JsonArray several ? several.Select(static one => one!.GetValue<string>()) : [Input["alg"]!.GetValue<string>()];

    /// <summary>Each form of each example; the one that nests is two, of its inside and its outside.</summary>
    public static IReadOnlyList<CookbookExample> All() =>
    [
        .. from file in VectorFolder.Below("cookbook")
           where !file.StartsWith("cookbook/jwk/", StringComparison.Ordinal)
           let name = file["cookbook/".Length..^".json".Length]
           let content = VectorFolder.Read(file)
           from part in content.ContainsKey("output") ? [(name, content)] : new[] { "sign", "encrypt" }.Select(part => ($"{name}/{part}", content[part]!.AsObject()))
           from form in part.Item2["output"]!.AsObject()
           select new CookbookExample(part.Item1, form.Key, part.Item2),
    ];

    /// <summary>The content that JwtKit gives; null where it refuses the key or the text.</summary>
    public string? Accept()
    {
        byte[]? content;
        try
        {
            // Of several keys the first, which is RSA's; of a password none.
            using Jwk jwk = Jwk.Parse((Key ?? (Input["key"] as JsonArray)?[0] ?? new JsonObject()).ToJsonString());
            content = IsEncrypted ? Decrypt(jwk) : Verify(jwk);
        }
        catch (CryptographicException)
        {
            // A refused key.
            return null;
        }

        return content is null ? null : Encoding.UTF8.GetString(content);
    }

    /// <summary>The same again, made by JwtKit; for signatures that are the same each time.</summary>
    public string Sign()
    {
        using Jwk jwk = Jwk.Parse(Key!.ToJsonString());
        using SigningKey key = SigningKey.FromJwk(jwk, TestSigningKeys.Algorithm(Algorithms.Single()));
        return Jws.Sign(Encoding.UTF8.GetBytes(Content), key);
    }

    private byte[]? Verify(Jwk jwk)
    {
        SignatureAlgorithm? algorithm = SignatureAlgorithm.TryParse(Algorithms.First(), out SignatureAlgorithm? known) ? known : null;
        using VerificationKey key = VerificationKey.FromJwk(jwk, algorithm);
        return Jws.TryVerify(Text, key, out byte[]? payload) ? payload : null;
    }

    private byte[]? Decrypt(Jwk jwk)
    {
        KeyManagement? way = KeyManagement.TryParse(Algorithms.First(), out KeyManagement? known) ? known : null;
        using DecryptionKey key = way?.IsLegacy == true ? DecryptionKey.Rsa15(jwk.GetPrivateKey(), jwk.KeyId) : DecryptionKey.FromJwk(jwk, way);
        return (Form == "compact" ? Jwe.TryDecrypt(Text, key, out byte[]? plaintext) : Jwe.TryDecryptJson(Text, key, out plaintext)) ? plaintext : null;
    }

    private IEnumerable<string> FindObstacles()
    {
        foreach (string family in Algorithms.Select(MissingAlgorithm.FamilyOf).OfType<string>())
        {
            yield return family;
        }

        if (Input["key"] is JsonArray)
        {
            yield return "several keys";
        }

        if (Input.ContainsKey("zip"))
        {
            yield return "zip";
        }

        if (ContentEncryption.TryParse(Key?["alg"]?.GetValue<string>(), out _))
        {
            // For the key management dir, which names no algorithm of its own.
            yield return "key of a cipher";
        }

        if ((example["signing"] as JsonObject)?["protected"]?["b64"] is not null)
        {
            yield return "b64";
        }

        if (Form == "compact" && !IsEncrypted && Text.Contains("..", StringComparison.Ordinal))
        {
            yield return "detached";
        }

        if (Form != "compact" && !IsEncrypted)
        {
            yield return "JWS in JSON";
        }

        if (output is JsonObject message && message.ContainsKey("recipients"))
        {
            yield return "general JWE";
        }
    }
}
