// The tokens that Kore.ai and Google CCAI Platform ask for.
#:project ../src/JwtKit/JwtKit.csproj
using System.Buffers.Text;
using System.Text;
#region start
using JwtKit;

#endregion

string clientId = "cs-demo";
using SigningKey companyKey = SigningKey.Hs256(Secret.FromText("demo-company-secret-0123456789-abcdef"));
string identifier = "3f2504e0-4f89-41d3-9a0c-0305e82c3301", name = "John", email = "john@example.com";

#region start
using SigningKey key = SigningKey.Hs256(Secret.FromText("demo-client-secret-0123456789-abcdefg="));   // yours comes from the environment or a mounted file
string token = Jwt.Sign(KoreAi.UserToken("cs-demo", subject: "john@example.com"), key);
Console.WriteLine(token);
#endregion

#region presets
string user = Jwt.Sign(KoreAi.UserToken(clientId, subject: "john@example.com"), key);   // Web and mobile SDKs
string api  = Jwt.Sign(KoreAi.ApiToken(clientId, subject: "reporting"), key);           // public APIs, header auth
string ccai = Jwt.Sign(Ccai.UserToken("ACME", identifier, name, email), companyKey);    // Google CCAI Platform
#endregion

foreach ((string kind, string made) in new[] { ("Kore.ai, first", token), ("Kore.ai, user", user), ("Kore.ai, API", api), ("CCAI", ccai) })
{
    Console.WriteLine($"{kind}: {Encoding.UTF8.GetString(Base64Url.DecodeFromChars(made.Split('.')[1]))}");
}
