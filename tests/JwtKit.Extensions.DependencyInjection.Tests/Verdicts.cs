namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>Whether tokens are under the keys that they should be under.</summary>
internal static class Verdicts
{
    public static readonly TokenIdentity John = new() { Subject = "john" };

    public static bool IsUnder(this string token, string secret)
    {
        using VerificationKey key = VerificationKey.FromSecret(SignatureAlgorithm.Hs256, Secret.FromText(secret));
        return Jws.TryVerify(token, key, out _);
    }

    public static bool IsUnderKey(this string token, string privatePem)
    {
        using SigningKey key = SigningKey.Rs256(RsaPrivateKey.FromPem(privatePem));
        return Jws.TryVerify(token, key.VerificationKey, out _);
    }

    public static string NewKeyPem()
    {
        using RsaPrivateKey key = RsaPrivateKey.Generate();
        return key.ExportPem();
    }

    public static async Task<bool> IsUnderAsync(this ITokenIssuer issuer, string secret) => (await issuer.IssueAsync(John)).IsUnder(secret);

    public static async Task<string> VerdictAsync(this ITokenValidator validator, string token)
    {
        ValidationOutcome outcome = await validator.ValidateAsync(token);
        return outcome.Succeeded ? "accepted" : outcome.Failure!.Code;
    }
}
