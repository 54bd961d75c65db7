namespace JwtKit;

/// <summary>An endpoint that takes encrypted payloads, so that no change takes their keys away.</summary>
internal sealed record PayloadEndpointUse(string Endpoint, string Envelope) : IEntryUse
{
    public EntryKey Entry => new(EntryKind.Envelope, Envelope);

    public void NoteFaults(JwtKitOptions options, ICollection<string> faults)
    {
        if (!options.Envelopes.ContainsKey(Envelope))
        {
            faults.Add($"{options.PathOfEnvelope(Envelope)}: is missing; the endpoint '{Endpoint}' takes encrypted payloads by it. Take the endpoint out first.");
        }
    }
}
