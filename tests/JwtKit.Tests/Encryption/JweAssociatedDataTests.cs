using System.Text;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>What is authenticated beside the content, by the words of RFC 7516 section 5.1 step 14.</summary>
[TestFixture]
internal sealed class JweAssociatedDataTests
{
    [TestCase("", "eyJhbGciOiJkaXIifQ")]
    [TestCase("aad", "eyJhbGciOiJkaXIifQ.YWFk")]
    [TestCase("context", "eyJhbGciOiJkaXIifQ.Y29udGV4dA")]
    public void Is_the_encoded_header_and_the_encoded_aad_behind_a_dot(string additional, string expected) => Assert.That(
        Encoding.ASCII.GetString(JweAssociatedData.Join("eyJhbGciOiJkaXIifQ"u8, Encoding.UTF8.GetBytes(additional))), Is.EqualTo(expected));
}
