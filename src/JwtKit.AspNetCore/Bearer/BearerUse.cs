namespace JwtKit;

/// <summary>An authentication scheme that asks a validator, so that no change takes the validator away.</summary>
internal sealed record BearerUse(string Scheme, string Validator) : IEntryUse
{
    public EntryKey Entry => new(EntryKind.Validator, Validator);

    public void NoteFaults(JwtKitOptions options, ICollection<string> faults)
    {
        if (!options.Validators.ContainsKey(Validator))
        {
            faults.Add($"{options.PathOfValidator(Validator)}: is missing; the authentication scheme '{Scheme}' checks tokens by it. Take the scheme out first.");
        }
    }
}
