using NUnit.Framework;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using static JwtKit.MutualTls.Tests.OddRevocationList;

namespace JwtKit.MutualTls.Tests;

/// <summary>Lists that BouncyCastle made. What cannot be judged stops the start; what can be counts.</summary>
internal sealed partial class RevocationListTests
{
    private const string ReasonCode = "2.5.29.21";
    private const string InvalidityDate = "2.5.29.24";
    private const string CertificateIssuer = "2.5.29.29";
    private const string ListNumber = "2.5.29.20";
    private const string DeltaIndicator = "2.5.29.27";
    private const string Vendor = "1.3.6.1.4.1.99999.1";
    private const string Damaged = "JwtKit:MutualTls:kore:RevocationListFile: holds a damaged revocation list. Copy the file again, whole.";

    private OddRevocationList Odd => new() { Authority = pki.Intermediate, ThisUpdate = At(Now.AddDays(-1)), NextUpdate = At(Now.AddDays(1)) };

    private static IEnumerable<string> Admitting => ["plain", "version 1", "number and key identifier", "empty entries", "reasons of others", "generalized times", "until 2060"];

    private static IEnumerable<string> Revoking => ["plain", "version 1", "reason", "reason removeFromCRL", "unknown entry extension", "last of 10000", "twice"];

    [TestCaseSource(nameof(Admitting))]
    public async Task A_list_of_BouncyCastle_without_the_client_admits_it(string kind)
    {
        DerSequence other = Entry([9, 9, 9], Now.AddDays(-3), Extension(ReasonCode, new DerEnumerated(1)), Extension(InvalidityDate, new DerGeneralizedTime(Now.UtcDateTime)));
        OddRevocationList list = kind switch
        {
            "version 1" => Odd with { Version = null },
            "number and key identifier" => Odd with
            {
                Extensions = [Extension(ListNumber, DerInteger.ValueOf(7)), Extension("2.5.29.35", new DerSequence(new DerTaggedObject(false, 0, new DerOctetString(new byte[20]))))],
            },
            "empty entries" => Odd with { Entries = [] },
            "reasons of others" => Odd with { Entries = [other] },
            "generalized times" => Odd with { ThisUpdate = new DerGeneralizedTime(Now.AddDays(-1).UtcDateTime), NextUpdate = new DerGeneralizedTime(Now.AddDays(1).UtcDateTime) },
            "until 2060" => Odd with { NextUpdate = At(new DateTimeOffset(2060, 1, 1, 0, 0, 0, TimeSpan.Zero)) },
            _ => Odd,
        };

        Assert.That(await CodeAsync(list.Encode()), Is.Null);
    }

    [TestCaseSource(nameof(Revoking))]
    public async Task A_list_of_BouncyCastle_with_the_client_refuses_it(string kind)
    {
        TestCertificate client = pki.For(TestAuthority.ClientAuthentication, TestPki.Good);
        byte[] serial = client.Certificate.SerialNumberBytes.ToArray();
        DerSequence entry = kind switch
        {
            "reason" => Entry(serial, Now, Extension(ReasonCode, new DerEnumerated(1)), Extension(InvalidityDate, new DerGeneralizedTime(Now.UtcDateTime))),
            "reason removeFromCRL" => Entry(serial, Now, Extension(ReasonCode, new DerEnumerated(8))),
            "unknown entry extension" => Entry(serial, Now, Extension(Vendor, DerNull.Instance)),
            _ => Entry(serial, Now),
        };
        OddRevocationList list = kind switch
        {
            "version 1" => Odd with { Version = null, Entries = [entry] },
            "last of 10000" => Odd with { Entries = [.. Enumerable.Range(1, 9999).Select(static number => Entry([(byte)(number >> 8), (byte)number], Now)), entry] },
            "twice" => Odd with { Entries = [entry, entry] },
            _ => Odd with { Entries = [entry] },
        };

        Assert.That(await CodeAsync(list.Encode(), client), Is.EqualTo("revoked"));
    }

    [Test]
    public void A_list_of_BouncyCastle_without_a_next_date_is_a_fault_at_start() => Assert.That(
        FaultOf((Odd with { NextUpdate = null }).Encode()),
        Is.EqualTo("JwtKit:MutualTls:kore:RevocationListFile: holds a revocation list without a date for the next (nextUpdate), so nobody could tell an old one. Have it issued with one."));

    [Test]
    public void A_list_of_BouncyCastle_under_SHA1_is_a_fault_at_start() => Assert.That(
        FaultOf((Odd with { Algorithm = "SHA1WITHECDSA" }).Encode()),
        Is.EqualTo("JwtKit:MutualTls:kore:RevocationListFile: holds a revocation list whose signature is not accepted; RSA or ECDSA with SHA-256, SHA-384 or SHA-512 is."));

    [Test]
    public void A_list_of_BouncyCastle_whose_two_algorithms_differ_is_a_fault_at_start() =>
        Assert.That(FaultOf((Odd with { OuterAlgorithm = "SHA384WITHECDSA" }).Encode()), Is.EqualTo(Damaged));

    [TestCase(0)]
    [TestCase(2)]
    public void A_list_of_BouncyCastle_of_a_version_that_does_not_exist_is_a_fault_at_start(int version) =>
        Assert.That(FaultOf((Odd with { Version = version }).Encode()), Is.EqualTo(Damaged));

    [Test]
    public void A_list_of_BouncyCastle_with_a_byte_behind_its_end_is_a_fault_at_start() => Assert.That(FaultOf([.. Odd.Encode(), 0]), Is.EqualTo(Damaged));

    [TestCase(DeltaIndicator)]
    [TestCase(Vendor)]
    public void A_list_of_BouncyCastle_with_another_critical_extension_is_a_fault_at_start(string identifier) => Assert.That(
        FaultOf((Odd with { Extensions = [Extension(identifier, DerInteger.ValueOf(1), isCritical: true)] }).Encode()),
        Does.Contain($"holds a revocation list with the critical extension {identifier}: "));

    [TestCase(CertificateIssuer)]
    [TestCase(Vendor)]
    public void A_list_of_BouncyCastle_with_a_critical_extension_of_an_entry_is_a_fault_at_start(string identifier) => Assert.That(
        FaultOf((Odd with { Entries = [Entry([1], Now, Extension(identifier, new DerSequence(), isCritical: true))] }).Encode()),
        Does.Contain($"holds a revocation list with the critical extension {identifier}: "));

    /// <summary>UTCTime until 2049, GeneralizedTime from then on.</summary>
    private static Time At(DateTimeOffset time) => new(time.UtcDateTime);
}
