// A token that is signed with a shared secret, and one like it for somebody else.
#:project ../src/JwtKit/JwtKit.csproj
using System.Buffers.Text;
using System.Text;
using JwtKit;

string clientSecret = "demo-client-secret-0123456789-abcdefg=";   // yours comes from the environment or a mounted file

#region sign
using SigningKey key = SigningKey.Hs256(Secret.FromText(clientSecret));   // or FromBase64, FromBase64Url, FromHex: never guessed

JwtDescriptor order = new()
{
    Lifetime = TimeSpan.FromMinutes(5),          // required; TokenLifetime.Unlimited must be spelled out
    Issuer = "https://id.example.com", Audiences = ["orders-api"], Subject = "user-42",
    Claims = { ["scope"] = "orders:read" },
};
string token = Jwt.Sign(order, key);             // iat, exp and a random jti by themselves
string bob   = Jwt.Sign(order with { Subject = "bob" }, key);
#endregion

Console.WriteLine($"Token:  {token}");
Console.WriteLine($"Claims: {Claims(token)}");
Console.WriteLine($"Bob's:  {Claims(bob)}");

// To look at only: whoever receives a token validates it, see validate-once.cs.
static string Claims(string token) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token.Split('.')[1]));
