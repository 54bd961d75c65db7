// A signed token inside an encrypted one, as its sender makes it and as its receiver opens it.
#:project ../src/JwtKit/JwtKit.csproj
using JwtKit;

using RsaPrivateKey privateKey = RsaPrivateKey.Generate();                       // the receiver's
string json = privateKey.GetPublicKey().ToJwk(keyId: "k-1").ToJson();            // what the receiver shows
using SigningKey key = SigningKey.Hs256(Secret.Generate());
JwtDescriptor order = new() { Lifetime = TimeSpan.FromMinutes(5), Issuer = "cs-demo", Audiences = [KoreAi.Audience], Subject = "user-42" };

#region encrypt
using EncryptionKey platform = EncryptionKey.FromJwk(Jwk.Parse(json), KeyManagement.RsaOaep);   // the JWK that the platform shows
string nested = Jwt.SignAndEncrypt(order, key, platform.Using(ContentEncryption.A256Gcm));      // the signed token inside a JWE
#endregion

SigningKey signer = key;
#region receive
ValidationPolicy policy = new()
{
    Keys = [signer.VerificationKey], DecryptionKeys = [DecryptionKey.RsaOaep(privateKey, keyId: "k-1")],
    Issuer = "cs-demo", Audience = KoreAi.Audience, Use = TokenUse.Reusable,
};
#endregion
JwtValidator validator = new(policy);

Console.WriteLine($"Encrypted token: {nested}");
Console.WriteLine($"Its outcome:     {await validator.ValidateAsync(nested)}");
Console.WriteLine($"Signed only:     {await validator.ValidateAsync(Jwt.Sign(order, key))}");
