using System.Globalization;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.Browser;

/// <summary>A visitor gets a token, John gets one, sends it to the platform, and sends it again.</summary>
[TestFixture]
internal sealed class MainPathTests() : PageTests("mainPath")
{
    [Test]
    public void Gives_a_visitor_a_generated_identity() => Assert.That((At("visitor", "isAnonymous"), Guid.TryParse(At("visitor", "sub"), out _)), Is.EqualTo(("true", true)));

    [Test]
    public void Gives_john_a_token_that_names_him() => Assert.That((At("john", "isAnonymous"), At("john", "sub")), Is.EqualTo(("false", "john@example.com")));

    [Test]
    public void Shows_three_parts() => Assert.That(List("parts"), Is.EqualTo(["Header", "Payload", "Signature"]));

    [Test]
    public void Decodes_the_header() => Assert.That(Seen["header"]!.ToJsonString(), Is.EqualTo("""{"alg":"HS256","typ":"JWT"}"""));

    [Test]
    public void Shows_the_remaining_life() => Assert.That(
        TimeSpan.ParseExact(At("life"), @"mm\:ss", CultureInfo.InvariantCulture).TotalSeconds,
        Is.InRange(Seen["left"]!.GetValue<double>(), 300),
        "between the whole of it and what was left once it had been read");

    [Test]
    public void Says_of_each_claim_that_the_platform_would_take_it() => Assert.That(
        Seen["before"]!.AsObject().Where(static claim => Text(claim.Value) != "Taken").Select(static claim => (claim.Key, Text(claim.Value))),
        Is.EqualTo([("signature", "Only the platform can tell")]));

    [Test]
    public void Shows_the_bearer_token() => Assert.That((At("taken"), At("bearer").Length > 20), Is.EqualTo(("200 OK", true)));

    [Test]
    public void Shows_a_replay_refused_in_the_platforms_words() => Assert.That(
        (At("refused"), At("body")),
        Is.EqualTo(("401 Unauthorized", """{"errors":[{"msg":"error verifying the jwt: possibly a replay","code":401}]}""")));

    [Test]
    public void Says_that_the_token_id_is_spent() => Assert.That(
        (At("after", "signature"), At("after", "jti")), Is.EqualTo(("Taken", "It was used: from now on it is a replay.")));
}
