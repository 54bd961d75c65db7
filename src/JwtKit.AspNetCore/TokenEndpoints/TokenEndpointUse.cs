namespace JwtKit;

/// <summary>A token endpoint that issues an issuer's tokens, so that no change takes the issuer away, or makes it one that speaks for the application.</summary>
internal sealed record TokenEndpointUse(string Pattern, string Issuer) : IEntryUse
{
    public EntryKey Entry => new(EntryKind.Issuer, Issuer);

    public void NoteFaults(JwtKitOptions options, ICollection<string> faults)
    {
        string path = options.PathOf(Issuer);
        if (!options.Issuers.TryGetValue(Issuer, out IssuerOptions? issuer))
        {
            faults.Add($"{path}: is missing; the token endpoint '{Pattern}' issues its tokens. Take the endpoint out first.");
        }
        else if (issuer.Subject is not null)
        {
            faults.Add($"{path}:{nameof(issuer.Subject)}: makes the tokens speak for the application itself; the token endpoint '{Pattern}' would lend them to any caller.");
        }
    }
}
