using System.Security.Cryptography;
using System.Text;

namespace JwtKit;

/// <summary>A JWK set (RFC 7517 section 5), written out. Immutable.</summary>
public sealed class PublishedKeySet
{
    internal PublishedKeySet(IEnumerable<Jwk> keys)
    {
        byte[] json = Encoding.UTF8.GetBytes(new JwkSet([.. keys]).ToJson());
        Json = json;
        EntityTag = $"\"{Convert.ToHexStringLower(SHA256.HashData(json))}\"";
    }

    /// <summary>The set as JSON in UTF-8. Secrets and private keys are never in it.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>A strong entity tag (RFC 9110 section 8.8.3), with its quotation marks: SHA-256 of <see cref="Json"/>.</summary>
    public string EntityTag { get; }
}
