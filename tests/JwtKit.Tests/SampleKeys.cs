using System.Security.Cryptography;

namespace JwtKit.Tests;

/// <summary>The keys that token tests share. Nobody disposes them.</summary>
internal static class SampleKeys
{
    public const string SecretText = "sample-secret-0123456789-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEF";

    private static readonly Lazy<string> RsaPem = new(static () => NewRsaPem(2048));

    private static readonly Lazy<SigningKey> Rsa = new(static () => SigningKey.Rs256(RsaPrivateKey.FromPem(RsaPrivatePem)));

    public static byte[] SecretBytes => System.Text.Encoding.UTF8.GetBytes(SecretText);

    /// <summary>HS256 without a key id, under <see cref="SecretText"/>.</summary>
    public static SigningKey Hs256 { get; } = SigningKey.Hs256(Secret.FromText(SecretText));

    /// <summary>HS256 with the key id <c>2026-01</c>, under <see cref="SecretText"/>.</summary>
    public static SigningKey NamedHs256 { get; } = SigningKey.Hs256(Secret.FromText(SecretText), "2026-01");

    /// <summary>HS256 under another secret.</summary>
    public static SigningKey OtherHs256 { get; } = SigningKey.Hs256(Secret.FromText("another-secret-9876543210-9876543210-zyxwvutsrq"));

    /// <summary>RS256 without a key id, under <see cref="RsaPrivatePem"/>.</summary>
    public static SigningKey Rs256 => Rsa.Value;

    public static string RsaPrivatePem => RsaPem.Value;

    /// <summary>The platform's own object for the key behind <see cref="Rs256"/>.</summary>
    public static RSA CreateRsa()
    {
        RSA rsa = RSA.Create();
        rsa.ImportFromPem(RsaPrivatePem);
        return rsa;
    }

    public static string NewRsaPem(int bits)
    {
        using RSA rsa = RSA.Create(bits);
        return rsa.ExportPkcs8PrivateKeyPem();
    }
}
