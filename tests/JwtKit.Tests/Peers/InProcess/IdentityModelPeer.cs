using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace JwtKit.Tests.Peers;

/// <summary>Microsoft.IdentityModel.JsonWebTokens. Lifetimes are left to JwtKit, since it goes by the real clock.</summary>
internal sealed class IdentityModelPeer : LibraryPeer
{
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    public override string Name => "IdentityModel";

    public override string Sign(string algorithm, string json, string keyId) =>
        Handler.CreateToken(json, new SigningCredentials(KeyFor(algorithm, keyId), algorithm));

    public override string Verify(string algorithm, string token)
    {
        TokenValidationResult result = Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidAlgorithms = [algorithm],
            IssuerSigningKey = KeyFor(algorithm, PeerKeys.KeyId),
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        }).GetAwaiter().GetResult();
        return result.IsValid ? Base64UrlEncoder.Decode(((JsonWebToken)result.SecurityToken).EncodedPayload) : throw result.Exception;
    }

    public override string Encrypt(string keyManagement, string content, string token, string keyId) =>
        Handler.EncryptToken(token, new EncryptingCredentials(KeyFor(keyManagement, content, keyId), keyManagement, content), new Dictionary<string, object> { ["cty"] = "JWT" });

    public override string Decrypt(string keyManagement, string content, string jwe) => Handler.DecryptToken(new JsonWebToken(jwe), new TokenValidationParameters
    {
        TokenDecryptionKey = KeyFor(keyManagement, content, PeerKeys.KeyId),
    });

    private static SecurityKey KeyFor(string algorithm, string keyId) => algorithm.StartsWith("HS", StringComparison.Ordinal)
        ? new SymmetricSecurityKey(PeerKeys.Secret) { KeyId = keyId }
        : new RsaSecurityKey(PeerKeys.Rsa) { KeyId = keyId };

    private static SecurityKey KeyFor(string keyManagement, string content, string keyId) => keyManagement == "dir"
        ? new SymmetricSecurityKey(PeerKeys.Direct(content)) { KeyId = keyId }
        : new RsaSecurityKey(PeerKeys.Rsa) { KeyId = keyId };
}
