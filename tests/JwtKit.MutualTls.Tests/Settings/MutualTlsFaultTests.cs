using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JwtKit.MutualTls.Tests;

/// <summary>What a host reports about its mutual TLS settings when it starts.</summary>
[TestFixture]
internal sealed class MutualTlsFaultTests
{
    private readonly TestPki pki = new();

    private PartyFolder folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        folder = PartyFolder.Of(pki, pki.For(TestAuthority.ClientAuthentication, TestPki.Good));
        File.WriteAllText(folder.Chain, pki.Intermediate.Pem);
    }

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [Test]
    public void Good_settings_have_none() => Assert.That(Faults.Of(Section()), Is.Empty);

    [Test]
    public void Names_all_that_is_missing_at_once() => Assert.That(Faults.Of(Section(("CertificateFile", null), ("KeyFile", null), ("RootFile", null))), Is.EquivalentTo(new[]
    {
        "JwtKit:MutualTls:kore:CertificateFile: is missing; a file is needed.",
        "JwtKit:MutualTls:kore:KeyFile: is missing; a file is needed.",
        "JwtKit:MutualTls:kore:RootFile: is missing; a file is needed.",
    }));

    [TestCase("CertificateFile")]
    [TestCase("KeyFile")]
    [TestCase("ChainFile")]
    [TestCase("RootFile")]
    [TestCase("RevocationListFile")]
    public void Names_a_file_that_does_not_exist(string setting) => Assert.That(
        Faults.Of(Section((setting, "/no/such/file.pem"))),
        Is.EqualTo(new[] { $"JwtKit:MutualTls:kore:{setting}: the file '/no/such/file.pem' does not exist; a readable file is needed." }));

    [Test]
    public void Prints_no_key_that_stands_in_place_of_its_file() => Assert.That(
        Faults.Of(Section(("KeyFile", File.ReadAllText(folder.Key)))),
        Is.EqualTo(new[] { "JwtKit:MutualTls:kore:KeyFile: holds a key or a certificate itself, and the path of a file is needed. Put it into a file, and the file's path here." }));

    [Test]
    public void Reads_no_more_of_a_file_than_a_list_can_have()
    {
        using (FileStream stream = File.Create(folder.Root))
        {
            stream.SetLength(8 * 1024 * 1024 + 1);
        }

        Assert.That(Faults.Of(Section()), Is.EqualTo(new[] { $"JwtKit:MutualTls:kore:RootFile: the file '{folder.Root}' is too long; at most 8388608 bytes are read." }));
    }

    [TestCase("CertificateFile")]
    [TestCase("KeyFile")]
    [TestCase("ChainFile")]
    [TestCase("RootFile")]
    [TestCase("RevocationListFile")]
    [Platform("Unix")]
    public void Refuses_a_named_pipe_without_waiting_for_its_writer(string setting)
    {
        string pipe = IrregularFiles.MakePipe(Path.Combine(folder.Folder, "pipe"));
        Assert.That(Faults.Of(Section((setting, pipe))), Is.EqualTo(new[] { $"JwtKit:MutualTls:kore:{setting}: the file '{pipe}' is a named pipe; a regular file is needed, or a link to one." }));
    }

    [TestCase("WarnBeforeExpiry", "soon", "WarnBeforeExpiry: 'soon' is not a duration; write hours:minutes:seconds, such as 00:05:00.")]
    [TestCase("WarnBeforeExpiry", "99999:00:00", "WarnBeforeExpiry: is out of range; 0 to 3650 days are accepted.")]
    [TestCase("AllowedSubjects", "", "AllowedSubjects: is empty; name at least one subject, or take AllowedSubjects out to admit all that the root vouches for.")]
    [TestCase("AllowedSubjects:0", "", "AllowedSubjects:0: '' is no subject; write a whole distinguished name such as CN=bots, O=ACME, or DNS:bots.example.com, or URI:spiffe://example.com/bots.")]
    [TestCase("AllowedSubjects:0", "bots", "AllowedSubjects:0: 'bots' is no subject; write a whole distinguished name such as CN=bots, O=ACME, or DNS:bots.example.com, or URI:spiffe://example.com/bots.")]
    [TestCase("RootFiles", "x", "RootFiles: is not a known setting; known here are AllowedSubjects, AllowMissingPurpose, CertificateFile, ChainFile, KeyFile, KeyPassword, RevocationListFile, RootFile, WarnBeforeExpiry.")]
    public void Names_the_setting_and_what_would_be_right(string setting, string value, string expected) =>
        Assert.That(Faults.Of(Section((setting, value))), Is.EqualTo(new[] { "JwtKit:MutualTls:kore:" + expected }));

    [Test]
    public void Takes_no_list_of_subjects_that_is_nothing_for_one_that_is_not_there()
    {
        // As {} and null in appsettings.json come out.
        IConfigurationSection section = Settings.Only([
            .. Section().GetSection("MutualTls:kore").GetChildren().Select(static setting => (setting.Path, setting.Value)),
            ("JwtKit:MutualTls:kore:AllowedSubjects", null)]);

        Assert.That(Faults.Of(section), Is.EqualTo(new[]
        {
            "JwtKit:MutualTls:kore:AllowedSubjects: is empty; name at least one subject, or take AllowedSubjects out to admit all that the root vouches for.",
        }));
    }

    [Test]
    public void Refuses_a_key_of_another_certificate()
    {
        File.WriteAllText(folder.Key, pki.For(TestAuthority.ClientAuthentication, TestPki.Good).KeyPem);
        Assert.That(Faults.Of(Section()), Is.EqualTo(new[] { "JwtKit:MutualTls:kore:KeyFile: is not the key of the certificate in CertificateFile; put the two that were made together." }));
    }

    [Test]
    public void Refuses_an_intermediate_as_root()
    {
        File.WriteAllText(folder.Root, pki.Intermediate.Pem);
        Assert.That(Faults.Of(Section()), Is.EqualTo(new[] { "JwtKit:MutualTls:kore:RootFile: holds a certificate that is no root: another authority issued it. Put the root here, and intermediates in ChainFile." }));
    }

    [Test]
    public void Refuses_a_private_key_among_the_roots()
    {
        File.AppendAllText(folder.Root, "\n" + File.ReadAllText(folder.Key));
        Assert.That(Faults.Of(Section()), Is.EqualTo(new[] { "JwtKit:MutualTls:kore:RootFile: holds a PEM block labelled 'PRIVATE KEY'; certificates are needed, labelled 'CERTIFICATE'." }));
    }

    [Test]
    public void A42_Passes_over_no_certificate_that_is_cut_short()
    {
        string whole = pki.Intermediate.Pem.TrimEnd() + "\n";
        File.WriteAllText(folder.Chain, whole + pki.Root.Pem[..100]);
        Assert.That(Faults.Of(Section()), Is.EqualTo(new[]
        {
            $"JwtKit:MutualTls:kore:ChainFile: The PEM block 'CERTIFICATE' that begins in line {whole.Split('\n').Length} is cut short: '-----END CERTIFICATE-----' is missing. Copy the file again, from the first dash to the last.",
        }));
    }

    [TestCase("CertificateFile", "CERTIFICATE")]
    [TestCase("KeyFile", "PRIVATE KEY")]
    [TestCase("ChainFile", "CERTIFICATE")]
    [TestCase("RootFile", "CERTIFICATE")]
    [TestCase("RevocationListFile", "X509 CRL")]
    public void A42_Refuses_half_a_block_before_what_is_whole(string setting, string label)
    {
        string file = setting switch { "CertificateFile" => folder.Certificate, "KeyFile" => folder.Key, "ChainFile" => folder.Chain, "RootFile" => folder.Root, _ => folder.RevocationList };
        File.WriteAllText(file, $"-----BEGIN {label}-----\nMIIB\n" + File.ReadAllText(file));
        Assert.That(Faults.Of(Section()), Has.Member(
            $"JwtKit:MutualTls:kore:{setting}: The PEM block '{label}' is cut short: '-----END {label}-----' is missing. Copy the file again, from the first dash to the last."));
    }

    [Test]
    public void A42_Refuses_a_mistyped_last_line_among_the_roots()
    {
        File.WriteAllText(folder.Root, pki.Root.Pem + "\n" + pki.Root.Pem.Replace("END CERTIFICATE", "END CERTIFICAT", StringComparison.Ordinal));
        Assert.That(Faults.Of(Section()), Has.Count.EqualTo(1).And.One.Contains("is cut short: '-----END CERTIFICATE-----' is missing."));
    }

    /// <summary>The former reader copied the rest of the text for each certificate.</summary>
    [Test]
    public void A43_Takes_steps_in_proportion_to_the_length_of_a_bundle()
    {
        string bundle = string.Concat(Enumerable.Repeat(pki.RevocationListPem + "\n", 3000));
        PemScanner scanner = new(bundle);
        Assert.That((scanner.Read().Count, scanner.Steps < 4L * bundle.Length), Is.EqualTo((3000, true)));
    }

    [Test]
    public void Names_the_package_that_a_section_needs_and_the_application_does_not_use()
    {
        using ServiceProvider provider = new ServiceCollection().AddJwtKit(Section()).BuildServiceProvider();
        Assert.That(Faults.Of(provider), Is.EqualTo(new[]
        {
            "JwtKit:MutualTls: is read by the package JwtKit.MutualTls, and nothing in this application asks it to: call AddMutualTls on the HTTP client, UseJwtKitMutualTls on the server, or AddJwtKitMutualTls. Or take the section out.",
        }));
    }

    [Test]
    public void Names_a_party_that_is_used_and_not_configured()
    {
        ServiceCollection services = new();
        services.AddHttpClient("a").AddMutualTls("other");
        services.AddJwtKit(Section());
        using ServiceProvider provider = services.BuildServiceProvider();
        Assert.That(Faults.Of(provider), Is.EqualTo(new[] { "JwtKit:MutualTls:other: is missing; the application uses mutual TLS under this name." }));
    }

    [Test]
    public void Code_completes_what_the_configuration_has()
    {
        ServiceCollection services = new();
        services.AddHttpClient("a").AddMutualTls("kore", options => options.KeyFile = folder.Key);
        services.AddJwtKit(Section(("KeyFile", null)));
        using ServiceProvider provider = services.BuildServiceProvider();
        Assert.That(Faults.Of(provider), Is.Empty);
    }

    private IConfigurationSection Section(params (string Key, string? Value)[] changes)
    {
        Dictionary<string, string?> settings = new()
        {
            ["CertificateFile"] = folder.Certificate,
            ["KeyFile"] = folder.Key,
            ["ChainFile"] = folder.Chain,
            ["RootFile"] = folder.Root,
            ["RevocationListFile"] = folder.RevocationList,
        };
        foreach ((string key, string? value) in changes)
        {
            settings[key] = value;
        }

        return Settings.Only([.. settings.Where(static setting => setting.Value is not null).Select(static setting => ("JwtKit:MutualTls:kore:" + setting.Key, setting.Value))]);
    }
}
