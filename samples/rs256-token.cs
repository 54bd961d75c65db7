// A token that is signed with a private key, and checked with the public one.
#:project ../src/JwtKit/JwtKit.csproj
using JwtKit;

using RsaPrivateKey made = RsaPrivateKey.Generate();
string pem = made.ExportPem();   // yours comes from a file or the environment
JwtDescriptor order = new() { Lifetime = TimeSpan.FromMinutes(5), Issuer = "https://id.example.com", Audiences = ["orders-api"], Subject = "user-42" };

#region sign
using SigningKey key = SigningKey.Rs256(RsaPrivateKey.FromPem(pem), keyId: "2026-01");   // PKCS#8 or PKCS#1; FromPem(pem, password) where it is encrypted
string token = Jwt.Sign(order, key);
#endregion

string published = key.VerificationKey.PublicJwk!.ToJson();   // for whoever validates

JwtValidator validator = new(new ValidationPolicy
{
    Keys = [VerificationKey.FromJwk(Jwk.Parse(published))], Issuer = "https://id.example.com", Audience = "orders-api", Use = TokenUse.Reusable,
});
ValidationOutcome outcome = await validator.ValidateAsync(token);

Console.WriteLine($"Token:      {token}");
Console.WriteLine($"Public key: {published}");
Console.WriteLine($"Outcome:    {outcome}, signed with key {outcome.Token?.KeyId} for {outcome.Token?.Subject}");
