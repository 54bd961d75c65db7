// A token that is put together step by step, where its parts come from different places.
#:project ../src/JwtKit/JwtKit.csproj
using System.Buffers.Text;
using System.Text;
using JwtKit;

using SigningKey key = SigningKey.Hs256(Secret.Generate());

JwtBuilder builder = new JwtBuilder().Issuer("cs-1").Subject("john@example.com").ExpiresIn(TimeSpan.FromMinutes(5));
if (args is ["--anonymous"])
{
    builder.Claim("isAnonymous", true);
}

string token = builder.Claim("locale", "en").Sign(key);

Console.WriteLine($"Token:  {token}");
Console.WriteLine($"Claims: {Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token.Split('.')[1]))}");
