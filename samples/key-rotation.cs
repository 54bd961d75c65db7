// A signing key is replaced while tokens of the old one are still in use.
#:project ../src/JwtKit/JwtKit.csproj
using JwtKit;

using SigningKey current = SigningKey.Rs256(RsaPrivateKey.Generate(), keyId: "2026-01");
using SigningKey next = SigningKey.Rs256(RsaPrivateKey.Generate(), keyId: "2026-02");
JwtDescriptor order = new() { Lifetime = TimeSpan.FromMinutes(5), Issuer = "me", Audiences = ["orders-api"], Subject = "user-42" };
string early = Jwt.Sign(order, current);

#region rotate
KeyRing<SigningKey> ring = new(current);
ring = ring.Announce(next);          // publish it; wait until everyone has fetched it
ring = ring.Rotate();                // it signs now; the old key still verifies
#endregion
string late = Jwt.Sign(order, ring.Current);
await ShowAsync("After the change");
#region rotate
ring = ring.Remove(current);         // once the last token signed with it has expired
#endregion
await ShowAsync("At the end");

async Task ShowAsync(string when)
{
    #region rotate
    ValidationPolicy policy = new() { Keys = ring.GetVerificationKeys(), Issuer = "me", Audience = "orders-api", Use = TokenUse.Reusable };
    #endregion
    JwtValidator validator = new(policy);
    Console.WriteLine($"{when}: the early token is {Word(await validator.ValidateAsync(early))}, the late one {Word(await validator.ValidateAsync(late))}");
}

static string Word(ValidationOutcome outcome) => outcome.Succeeded ? "accepted" : outcome.Failure.Code;
