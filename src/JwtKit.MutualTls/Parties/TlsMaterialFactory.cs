using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace JwtKit;

/// <summary>Makes a party's material from its files, or says what is wrong with them.</summary>
/// <param name="path">The full configuration key of the party.</param>
/// <param name="faults">Receives a line per fault, each beginning with the full key of a setting.</param>
internal sealed class TlsMaterialFactory(string path, ICollection<string> faults)
{
    private static readonly TimeSpan MaximumWarning = TimeSpan.FromDays(3650);

    /// <summary>Null after a fault.</summary>
    public TlsMaterial? Make(MutualTlsOptions options, PartyFiles files)
    {
        int before = faults.Count;
        List<X509Certificate2>? own = Read(nameof(options.CertificateFile), files.Certificate, required: true, static file => CertificateFile.Read(file.Content, mayHoldKey: true));
        List<X509Certificate2>? chain = Read(nameof(options.ChainFile), files.Chain, required: false, static file => CertificateFile.Read(file.Content, mayHoldKey: false));
        List<X509Certificate2>? roots = Read(nameof(options.RootFile), files.Root, required: true, static file => RequireRoots(CertificateFile.Read(file.Content, mayHoldKey: false)));
        List<RevocationList>? lists = Read(nameof(options.RevocationListFile), files.RevocationList, required: false, static file => RevocationListReader.ReadAll(file.Content));
        X509Certificate2? joined = Read(nameof(options.KeyFile), files.Key, required: true, file => own is null ? null : Join(own[0], file, options.KeyPassword));
        List<AllowedSubject> subjects = ReadSubjects(options);
        if (options.WarnBeforeExpiry < TimeSpan.Zero || options.WarnBeforeExpiry > MaximumWarning)
        {
            Fault(nameof(options.WarnBeforeExpiry), $"is out of range; 0 to {MaximumWarning.Days} days are accepted.");
        }

        if (faults.Count > before)
        {
            joined?.Dispose();
            return null;
        }

        X509Certificate2Collection intermediates = [.. own!.Skip(1), .. chain ?? []];
        return new TlsMaterial
        {
            Certificate = joined!,
            Presented = SslStreamCertificateContext.Create(joined!, intermediates, offline: true),
            Intermediates = intermediates,
            Roots = [.. roots!],
            RevocationLists = lists,
            AllowedSubjects = subjects,
            AllowMissingPurpose = options.AllowMissingPurpose,
        };
    }

    private static X509Certificate2 Join(X509Certificate2 certificate, PartyFile file, string? password)
    {
        using X509Certificate2 joined = PrivateKeyFile.Join(certificate, file.Content, password);
        return UsableCertificate.Of(joined);
    }

    private static List<X509Certificate2> RequireRoots(List<X509Certificate2> certificates) =>
        certificates.TrueForAll(static certificate => CryptographicOperations.FixedTimeEquals(certificate.SubjectName.RawData, certificate.IssuerName.RawData))
            ? certificates
            : throw new CryptographicException("holds a certificate that is no root: another authority issued it. Put the root here, and intermediates in ChainFile.");

    private List<AllowedSubject> ReadSubjects(MutualTlsOptions options)
    {
        List<AllowedSubject> subjects = [];
        for (int i = 0; i < options.AllowedSubjects.Count; i++)
        {
            if (AllowedSubject.Parse(options.AllowedSubjects[i]) is { } subject)
            {
                subjects.Add(subject);
            }
            else
            {
                Fault($"{nameof(options.AllowedSubjects)}:{i}", $"{ShownValue.Of(options.AllowedSubjects[i])} is no subject; write a whole distinguished name such as CN=bots, O=ACME, or DNS:bots.example.com, or URI:spiffe://example.com/bots.");
            }
        }

        return subjects;
    }

    private T? Read<T>(string setting, PartyFile? file, bool required, Func<PartyFile, T?> read)
        where T : class
    {
        string? fault = file is null ? (required ? "is missing; a file is needed." : null) : file.Fault;
        try
        {
            if (file is not null && fault is null)
            {
                return read(file);
            }
        }
        catch (CryptographicException e)
        {
            fault = e.Message;
        }

        if (fault is not null)
        {
            Fault(setting, fault);
        }

        return null;
    }

    private void Fault(string setting, string text) => faults.Add($"{path}:{setting}: {text}");
}
