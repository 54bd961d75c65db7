namespace JwtKit.Tests;

/// <summary>Keys for one way of key management with one cipher. All RSA keys here are the one of <see cref="TestKeys"/>, all shared ones count up from 1.</summary>
public sealed record TestEncryption(KeyManagement KeyManagement, ContentEncryption Content)
{
    private const int SharedSeed = 1;

    /// <summary>Every combination that there is.</summary>
    public static IReadOnlyList<TestEncryption> All { get; } =
        [.. KeyManagement.All.SelectMany(static management => ContentEncryption.All, static (management, content) => new TestEncryption(management, content))];

    /// <summary>Those with RSA.</summary>
    public static IReadOnlyList<TestEncryption> Wrapping { get; } = [.. All.Where(static test => test.KeyManagement != KeyManagement.Direct)];

    public EncryptionKey NewEncryptionKey(string? keyId = null) => KeyManagement == KeyManagement.Direct
        ? EncryptionKey.Direct(Shared(SharedSeed), keyId)
        : EncryptionKey.FromPublicKey(KeyManagement, RsaPublicKey.FromPem(TestKeys.SubjectPublicKeyInfo), keyId);

    public DecryptionKey NewDecryptionKey(string? keyId = null) => KeyManagement == KeyManagement.Direct
        ? DecryptionKey.Direct(Shared(SharedSeed), keyId)
        : Decryption(TestKeys.Pkcs8, keyId);

    /// <summary>A key of the same kind that nothing was encrypted for.</summary>
    public DecryptionKey NewOtherDecryptionKey() => KeyManagement == KeyManagement.Direct
        ? DecryptionKey.Direct(Shared(SharedSeed + 1))
        : Decryption(SampleKeys.RsaPrivatePem, keyId: null);

    public EncryptionTarget NewTarget(string? keyId = null) => NewEncryptionKey(keyId).Using(Content);

    public override string ToString() => $"{KeyManagement} {Content}";

    private DecryptionKey Decryption(string pem, string? keyId) => KeyManagement == KeyManagement.Rsa15
        ? DecryptionKey.Rsa15(RsaPrivateKey.FromPem(pem), keyId)
        : DecryptionKey.FromPrivateKey(KeyManagement, RsaPrivateKey.FromPem(pem), keyId);

    private Secret Shared(int start) => Secret.FromHex(Convert.ToHexString([.. Enumerable.Range(start, Content.KeyLength).Select(static i => (byte)i)]));
}
