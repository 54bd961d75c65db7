namespace JwtKit;

/// <summary>A payload encryption that an HTTP client uses, so that the start fails without it.</summary>
internal sealed record EnvelopeUse(string Name) : IEntryUse
{
    public EntryKey Entry => new(EntryKind.Envelope, Name);

    public void NoteFaults(JwtKitOptions options, ICollection<string> faults)
    {
        string path = options.PathOfEnvelope(Name);
        if (!options.Envelopes.TryGetValue(Name, out EnvelopeOptions? envelope))
        {
            faults.Add($"{path}: is missing; an HTTP client encrypts its payloads by it.");
        }
        else if (envelope.RecipientKeyFile is null && envelope.RecipientKey is null && envelope.SharedKey is null && envelope.SharedKeyFile is null)
        {
            faults.Add($"{path}:{nameof(envelope.RecipientKeyFile)}: is missing; an HTTP client encrypts its requests for that key.");
        }
    }
}
