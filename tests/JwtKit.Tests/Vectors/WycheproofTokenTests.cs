using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Wycheproof's tokens, whatever their key.</summary>
[TestFixture]
internal sealed class WycheproofTokenTests
{
    private static readonly string[] Files = ["json_web_signature", "json_web_encryption", "json_web_key", "json_web_crypto"];

    /// <summary>What the list of deviations says of them.</summary>
    [TestCase(367)]
    [TestCase(370)]
    public void Some_called_invalid_are_the_valid_token_357(int number)
    {
        IReadOnlyList<WycheproofCase> cases = WycheproofCase.In("json_web_signature");

        Assert.That(cases.Single(one => one.Number == number).Token, Is.EqualTo(cases.Single(static one => one.Number == 357).Token));
    }

    /// <summary>What the list of deviations says of them.</summary>
    [TestCase(372, 0)]
    [TestCase(373, 1)]
    public void Some_called_valid_are_not_base64url(int number, int segment) =>
        Assert.That(WycheproofCase.In("json_web_signature").Single(one => one.Number == number).Token.Split('.')[segment], Does.Contain('?'));

    /// <summary>A failure comes back for each; nothing throws.</summary>
    [Test]
    public async Task None_passes_the_policy_of_another_key([Values] bool encrypted)
    {
        using DecryptionKey decryptor = DecryptionKey.RsaOaep(RsaPrivateKey.FromPem(TestKeys.Pkcs8));
        ValidationPolicy policy = new()
        {
            Keys = VerificationKeys.Create(SampleKeys.Hs256.VerificationKey, SampleKeys.Rs256.VerificationKey),
            DecryptionKeys = encrypted ? [decryptor] : [],
            Issuer = Expected.NotChecked,
            Audience = Expected.NotChecked,
            Use = TokenUse.Reusable,
        };
        List<string> accepted = [];
        foreach (string token in Files.SelectMany(WycheproofCase.In).Select(static one => one.Token))
        {
            if (await Verdict.CodeOf(token, policy) == Verdict.Accepted)
            {
                accepted.Add(token);
            }
        }

        Assert.That(accepted, Is.Empty);
    }
}
