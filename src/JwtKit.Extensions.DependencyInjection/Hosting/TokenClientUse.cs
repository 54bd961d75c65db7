namespace JwtKit;

/// <summary>An HTTP client that sends an issuer's tokens, so that the start fails without the issuer.</summary>
internal sealed record TokenClientUse(string Client, string Issuer) : IEntryUse
{
    public EntryKey Entry => new(EntryKind.Issuer, Issuer);

    public void NoteFaults(JwtKitOptions options, ICollection<string> faults)
    {
        if (!options.Issuers.TryGetValue(Issuer, out IssuerOptions? issuer))
        {
            faults.Add($"{options.PathOf(Issuer)}: is missing; the HTTP client '{Client}' sends its tokens. Of issuers {ConfiguredNames.Describe(options.Issuers.Keys)}.");
        }
        else if (issuer.Subject is null && !IssuerProfile.Of(issuer.Platform).Required.Contains(nameof(issuer.Subject)))
        {
            faults.Add($"{options.PathOf(Issuer)}: speaks of users; the HTTP client '{Client}' needs an issuer that speaks for the application, under a Subject.");
        }
    }
}
