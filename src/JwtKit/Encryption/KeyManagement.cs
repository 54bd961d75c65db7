using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace JwtKit;

/// <summary>
/// The ways in which JwtKit brings a content key to its receiver (RFC 7518 section 4.1). This table is the only place that knows their names; all others,
/// ECDH and password-based ones among them, are refused. Immutable and safe for concurrent use.
/// </summary>
public sealed class KeyManagement
{
    private readonly byte[] utf8Name;

    private KeyManagement(string name, RSAEncryptionPadding? padding, bool isLegacy = false)
    {
        Name = name;
        Padding = padding;
        IsLegacy = isLegacy;
        utf8Name = Encoding.UTF8.GetBytes(name);
    }

    /// <summary>RSAES-OAEP with SHA-1 and MGF1 (RFC 7518 section 4.3): the one that most platforms ask for. SHA-1's known weaknesses do not touch it.</summary>
    public static KeyManagement RsaOaep { get; } = new("RSA-OAEP", RSAEncryptionPadding.OaepSHA1);

    /// <summary>RSAES-OAEP with SHA-256 and MGF1 (RFC 7518 section 4.3).</summary>
    public static KeyManagement RsaOaep256 { get; } = new("RSA-OAEP-256", RSAEncryptionPadding.OaepSHA256);

    /// <summary>
    /// RSAES-PKCS1-v1_5 (RFC 7518 section 4.2), legacy: for a platform that takes nothing better. Whoever can tell how its decryption fails can decrypt
    /// (Bleichenbacher's attack), so decrypting must be switched on per key.
    /// </summary>
    public static KeyManagement Rsa15 { get; } = new("RSA1_5", RSAEncryptionPadding.Pkcs1, isLegacy: true);

    /// <summary>A content key that both sides share (RFC 7518 section 4.5); nothing is wrapped.</summary>
    public static KeyManagement Direct { get; } = new("dir", padding: null);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<KeyManagement> All { get; } = [RsaOaep, RsaOaep256, Rsa15, Direct];

    /// <summary>The value of the header parameter <c>alg</c>.</summary>
    public string Name { get; }

    /// <summary>Whether it is there only for receivers who take nothing better.</summary>
    public bool IsLegacy { get; }

    /// <summary>Whether content keys are wrapped with an RSA key.</summary>
    [MemberNotNullWhen(true, nameof(Padding))]
    internal bool WrapsWithRsa => Padding is not null;

    internal RSAEncryptionPadding? Padding { get; }

    internal ReadOnlySpan<byte> Utf8Name => utf8Name;

    /// <summary>Finds one by its exact name, for names that come from configuration.</summary>
    /// <param name="name">Compared ordinally.</param>
    /// <param name="keyManagement">The one of that name, if there is one.</param>
    public static bool TryParse(string? name, [NotNullWhen(true)] out KeyManagement? keyManagement)
    {
        keyManagement = All.FirstOrDefault(candidate => candidate.Name == name);
        return keyManagement is not null;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
