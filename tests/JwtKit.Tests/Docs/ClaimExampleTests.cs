using System.Text.Json.Serialization;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A claim of a type of the application's own, as the pages show it.</summary>
[TestFixture]
internal sealed partial class ClaimExampleTests
{
    [Test]
    public async Task Comes_back_as_it_was()
    {
        Address address = new("Berlin");
        #region claims
        JwtDescriptor order = new()
        {
            Lifetime = TimeSpan.FromMinutes(5),
            Subject = "user-42",
            Claims = { { "address", address, AppJson.Default.Address }, { "scope", "orders:read" } },
        };
        #endregion
        using SigningKey key = SigningKey.Hs256(Secret.Generate());
        JwtValidator validator = new(new ValidationPolicy { Keys = [key.VerificationKey], Issuer = Expected.NotChecked, Audience = Expected.NotChecked, Use = TokenUse.Reusable });
        ValidationOutcome outcome = await validator.ValidateAsync(Jwt.Sign(order, key));

        Assert.That(outcome.Token!.TryGetClaim("address", AppJson.Default.Address, out Address? received) ? received : null, Is.EqualTo(address));
    }

    internal sealed record Address(string City);

    [JsonSerializable(typeof(Address))]
    internal sealed partial class AppJson : JsonSerializerContext;
}
