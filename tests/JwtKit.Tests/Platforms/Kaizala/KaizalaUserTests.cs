using System.Text;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class KaizalaUserTests
{
    private const string Id = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
    private const string Minimal = $$"""{"id":"{{Id}}","actionPackageId":"com.example.card"}""";

    private const string Complete =
        $$"""{"id":"{{Id}}","name":"Ada","phoneNumber":"+4915112345678","pictureUrl":"https://example.com/ada.png","actionPackageId":"com.example.card"}""";

    [Test]
    public void Reads_all_five_details()
    {
        KaizalaUser user = Parse(Complete)!;

        Assert.That(
            (user.Id, user.Name, user.PhoneNumber, user.PictureUrl, user.ActionPackageId),
            Is.EqualTo((Guid.Parse(Id), "Ada", "+4915112345678", "https://example.com/ada.png", "com.example.card")));
    }

    [TestCase(Minimal)]
    [TestCase($$"""{"id":"{{Id}}","name":null,"phoneNumber":null,"pictureUrl":null,"actionPackageId":"c"}""")]
    public void Leaves_the_others_out_where_the_service_does(string json)
    {
        KaizalaUser user = Parse(json)!;

        Assert.That((user.Name, user.PhoneNumber, user.PictureUrl), Is.EqualTo(default((string?, string?, string?))));
    }

    [Test]
    public void Passes_over_members_that_are_not_known() =>
        Assert.That(Parse($$"""{"odd":[1,{"id":2}],"id":"{{Id}}","ID":7,"actionPackageId":"c"}"""), Is.Not.Null);

    [Test]
    public void Knows_a_user_in_either_case() => Assert.That(Parse(Minimal.Replace(Id, Id.ToUpperInvariant(), StringComparison.Ordinal))!.Id, Is.EqualTo(Guid.Parse(Id)));

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("<html></html>")]
    [TestCase("""{"actionPackageId":"c"}""", Description = "no id")]
    [TestCase($$"""{"id":"{{Id}}"}""", Description = "no card")]
    [TestCase($$"""{"id":"{{Id}}","actionPackageId":""}""", Description = "an empty card")]
    [TestCase($$"""{"id":"{{Id}}","actionPackageId":null}""", Description = "a null card")]
    [TestCase($$"""{"id":"{{Id}}","actionPackageId":7}""", Description = "a card that is a number")]
    [TestCase($$"""{"id":"{{Id}}","actionPackageId":["c"]}""", Description = "a list of cards")]
    [TestCase("""{"id":null,"actionPackageId":"c"}""", Description = "a null id")]
    [TestCase("""{"id":7,"actionPackageId":"c"}""", Description = "an id that is a number")]
    [TestCase("""{"id":"ada","actionPackageId":"c"}""", Description = "an id that is no GUID")]
    [TestCase("""{"id":"{3f2504e0-4f89-41d3-9a0c-0305e82c3301}","actionPackageId":"c"}""", Description = "a GUID in braces")]
    [TestCase("""{"id":"+f2504e0-4f89-41d3-9a0c-0305e82c3301","actionPackageId":"c"}""", Description = "a GUID with a sign")]
    [TestCase("""{"id":"0xf504e0-4f89-41d3-9a0c-0305e82c3301","actionPackageId":"c"}""", Description = "a GUID with 0x")]
    [TestCase("""{"id":" 3f2504e0-4f89-41d3-9a0c-0305e82c3301","actionPackageId":"c"}""", Description = "a GUID after a space")]
    [TestCase("""{"id":"00000000-0000-0000-0000-000000000000","actionPackageId":"c"}""", Description = "the empty GUID, which would be everyone")]
    [TestCase($$"""{"id":"{{Id}}","actionPackageId":"c","name":7}""", Description = "a name that is a number")]
    [TestCase($$"""{"id":"{{Id}}","actionPackageId":"c","phoneNumber":[]}""", Description = "a phone number that is a list")]
    [TestCase($$"""{"id":"{{Id}}","actionPackageId":"c","pictureUrl":{},"odd":1}""", Description = "an address that is an object")]
    [TestCase($$"""{"id":"{{Id}}","actionPackageId":"a","actionPackageId":"b"}""", Description = "two cards")]
    [TestCase($$"""{"id":"{{Id}}","actionPackageId":"a","actionPackageI\u0064":"b"}""", Description = "two cards, one escaped")]
    [TestCase($$"""{"id":"{{Id}}","actionPackageId":"c","odd":1,"odd":2}""", Description = "an unknown member twice")]
    [TestCase($$"""{"id":"{{Id}}","actionPackageId":"\ud800"}""", Description = "half a surrogate pair")]
    [TestCase($$"""{"id":"{{Id}}","actionPackageId":"c"} {"odd":1}""", Description = "a second object")]
    [TestCase($$"""{"id":"{{Id}}","actionPackageId":"c",}""", Description = "a comma too many")]
    [TestCase($$"""{"id":"{{Id}}","actionPackageId":"c"/**/}""", Description = "a comment")]
    [TestCase($$"""{"Id":"{{Id}}","ActionPackageId":"c"}""", Description = "other names")]
    public void Refuses_what_the_service_does_not_say(string json) => Assert.That(Parse(json), Is.Null);

    [Test]
    public void Refuses_a_byte_order_mark() => Assert.That(KaizalaUser.TryParse([0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(Minimal)], out _), Is.False);

    [Test]
    public void Refuses_what_is_no_UTF_8() => Assert.That(
        KaizalaUser.TryParse(Encoding.Latin1.GetBytes(Minimal.Replace("card", "c\u00e4rd", StringComparison.Ordinal)), out _), Is.False);

    [TestCase(KaizalaUser.MaximumTextLength, ExpectedResult = true)]
    [TestCase(KaizalaUser.MaximumTextLength + 1, ExpectedResult = false)]
    public bool Limits_each_text(int length) => Parse($$"""{"id":"{{Id}}","actionPackageId":"{{new string('c', length)}}"}""") is not null;

    private static KaizalaUser? Parse(string json) => KaizalaUser.TryParse(Encoding.UTF8.GetBytes(json), out KaizalaUser? user) ? user : null;
}
