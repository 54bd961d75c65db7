namespace JwtKit.Tests;

/// <summary>Signing keys for any algorithm, by its name.</summary>
internal static class TestSigningKeys
{
    // Text with padding at its end, as platforms hand it out, and long enough for HS512.
    public const string SecretText = "demo-client-secret-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ==";

    private const string OtherSecretText = "other-client-secret-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ=";

    // Made once: generating is the slowest thing these tests do.
    private static readonly Lazy<string> OtherPem = new(static () =>
    {
        using RsaPrivateKey key = RsaPrivateKey.Generate();
        return key.ExportPem();
    });

    public static SignatureAlgorithm Algorithm(string name) => SignatureAlgorithm.All.Single(algorithm => algorithm.Name == name);

    public static SigningKey Create(string algorithm, string? keyId = null) => Create(Algorithm(algorithm), SecretText, TestKeys.Pkcs8, keyId);

    public static SigningKey CreateOther(string algorithm, string? keyId = null) => Create(Algorithm(algorithm), OtherSecretText, OtherPem.Value, keyId);

    /// <summary>A verification key of its own for what <see cref="Create(string, string?)"/> signs.</summary>
    public static VerificationKey CreateVerification(string algorithm, string? keyId = null) => Algorithm(algorithm).IsSymmetric
        ? VerificationKey.FromSecret(Algorithm(algorithm), Secret.FromText(SecretText), keyId)
        : VerificationKey.FromPublicKey(Algorithm(algorithm), RsaPublicKey.FromPem(TestKeys.SubjectPublicKeyInfo), keyId);

    private static SigningKey Create(SignatureAlgorithm algorithm, string secret, string pem, string? keyId) => algorithm.IsSymmetric
        ? SigningKey.FromSecret(algorithm, Secret.FromText(secret), keyId)
        : SigningKey.FromPrivateKey(algorithm, RsaPrivateKey.FromPem(pem), keyId);
}
