using System.Text;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>The nested example of RFC 7519 appendix A.2: RS256 in RSA1_5 and A128CBC-HS256.</summary>
[TestFixture]
internal sealed class Rfc7519NestedTests
{
    // exp is 2011-03-22T18:43:00Z.
    private static readonly DateTimeOffset Before = new(2011, 3, 22, 0, 0, 0, TimeSpan.Zero);

    private readonly VerificationKey signer = VerificationKey.Rs256(RsaNumbers.PublicKey(Rfc7515Vectors.RsaModulus, Rfc7515Vectors.RsaExponent));
    private readonly DecryptionKey opener = DecryptionKey.Rsa15(RsaNumbers.PrivateKey(Rfc7516Vectors.Pkcs1KeyP, Rfc7516Vectors.Pkcs1KeyQ));

    private ValidationPolicy Policy => new()
    {
        Keys = [signer],
        DecryptionKeys = [opener],
        Issuer = "joe",
        Audience = Expected.NotChecked,
        Use = TokenUse.Reusable,
    };

    [OneTimeTearDown]
    public void DisposeKeys()
    {
        signer.Dispose();
        opener.Dispose();
    }

    [Test]
    public void Finds_the_token_of_RFC_7515_inside_the_example_of_appendix_A_2()
    {
        Jwe.TryDecrypt(Rfc7519Vectors.NestedToken, opener, out byte[]? inside);
        Assert.That(Encoding.UTF8.GetString(inside!), Is.EqualTo(Rfc7515Vectors.RsaToken));
    }

    [Test]
    public async Task Validates_the_example_of_appendix_A_2() =>
        Assert.That(await Verdict.CodeOf(Rfc7519Vectors.NestedToken, Policy, Before), Is.EqualTo("accepted"));

    [Test]
    public async Task Reads_the_claims_of_appendix_A_2()
    {
        ValidatedToken token = await Verdict.TokenOf(Rfc7519Vectors.NestedToken, Policy, Before);
        token.TryGetClaim("http://example.com/is_root", out System.Text.Json.JsonElement isRoot);
        Assert.That((token.Issuer, token.ExpiresAt, isRoot.GetBoolean()), Is.EqualTo(("joe", DateTimeOffset.FromUnixTimeSeconds(1300819380), true)));
    }

    [Test]
    public async Task The_example_of_appendix_A_2_ends_with_its_exp() =>
        Assert.That(await Verdict.CodeOf(Rfc7519Vectors.NestedToken, Policy, Before.AddDays(1)), Is.EqualTo("expired"));
}
