using System.Security.Cryptography;
using System.Text;

namespace JwtKit.Tests.Peers;

/// <summary>The keys that JwtKit and its peers share in these tests.</summary>
internal static class PeerKeys
{
    public const string KeyId = "k-1";

    private static readonly RSA Platform = Import();

    /// <summary>For HMAC; long enough for HS512.</summary>
    public static byte[] Secret { get; } = Encoding.UTF8.GetBytes(TestSigningKeys.SecretText);

    /// <summary>.NET's object for the RSA key, for peers that take it.</summary>
    public static RSA Rsa => Platform;

    /// <summary>The content key of the key management <c>dir</c>.</summary>
    public static byte[] Direct(string content) => [.. Enumerable.Range(1, Cipher(content).KeyLength).Select(static number => (byte)number)];

    public static ContentEncryption Cipher(string name) => ContentEncryption.All.Single(cipher => cipher.Name == name);

    public static KeyManagement Way(string name) => KeyManagement.All.Single(way => way.Name == name);

    public static EncryptionKey Encryption(string keyManagement, string content) => Way(keyManagement) == KeyManagement.Direct
        ? EncryptionKey.Direct(JwtKit.Secret.FromBytes(Direct(content)), KeyId)
        : EncryptionKey.FromPublicKey(Way(keyManagement), RsaPublicKey.FromPem(TestKeys.SubjectPublicKeyInfo), KeyId);

    public static DecryptionKey Decryption(string keyManagement, string content) => Way(keyManagement) == KeyManagement.Direct
        ? DecryptionKey.Direct(JwtKit.Secret.FromBytes(Direct(content)), KeyId)
        : Way(keyManagement).IsLegacy ? DecryptionKey.Rsa15(RsaPrivateKey.FromPem(TestKeys.Pkcs8), KeyId)
        : DecryptionKey.FromPrivateKey(Way(keyManagement), RsaPrivateKey.FromPem(TestKeys.Pkcs8), KeyId);

    private static RSA Import()
    {
        RSA rsa = RSA.Create();
        rsa.ImportFromPem(TestKeys.Pkcs8);
        return rsa;
    }
}
