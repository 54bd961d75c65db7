namespace JwtKit.Tests;

/// <summary>The nested tokens that tests vary in one point each, and the policy that accepts them. Nobody disposes the keys.</summary>
internal static class SampleEncryption
{
    /// <summary>Encrypts for <see cref="OaepKey"/>.</summary>
    public static EncryptionTarget OaepTarget { get; } =
        EncryptionKey.RsaOaep(RsaPublicKey.FromPem(TestKeys.SubjectPublicKeyInfo)).Using(ContentEncryption.A256Gcm);

    public static DecryptionKey OaepKey { get; } = DecryptionKey.RsaOaep(RsaPrivateKey.FromPem(TestKeys.Pkcs8));

    /// <summary>A shared key without a key id, for tests in which RSA would only cost time.</summary>
    public static EncryptionTarget DirectTarget { get; } = EncryptionKey.Direct(Secret.FromText(SampleKeys.SecretText[..32])).Using(ContentEncryption.A256Gcm);

    public static DecryptionKey DirectKey { get; } = DecryptionKey.Direct(Secret.FromText(SampleKeys.SecretText[..32]));

    public static JwtDescriptor Content { get; } = new()
    {
        Lifetime = TimeSpan.FromMinutes(5),
        Issuer = "cs-1",
        Audiences = ["orders-api"],
        Subject = "bob",
        TokenId = TokenId.Exactly("t-1"),
    };

    public static FixedTimeProvider Clock { get; } = new(SamplePolicy.Now);

    /// <summary>A token that <see cref="Policy"/> accepts.</summary>
    public static string Nested(JwtDescriptor? content = null, EncryptionTarget? target = null, SigningKey? signer = null) =>
        Jwt.SignAndEncrypt(content ?? Content, signer ?? SampleKeys.Hs256, target ?? OaepTarget, Clock);

    /// <summary>Any text inside a message for <see cref="DirectKey"/>.</summary>
    public static string Around(string inside, string? type = "JWT", string? contentType = "JWT") =>
        Jwe.Encrypt(RawToken.Utf8(inside), DirectTarget, type, contentType);

    /// <summary>The sample policy with these decryption keys; without any, those that this class has.</summary>
    public static ValidationPolicy Policy(params DecryptionKey[] keys) => SamplePolicy.Make(decryptionKeys: keys.Length == 0 ? [OaepKey, DirectKey] : keys);
}
