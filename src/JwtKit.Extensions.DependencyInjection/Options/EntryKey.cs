namespace JwtKit;

/// <summary>One entry of the configuration: the section below that of JwtKit, and the entry's name there. Names compare without case, as configuration does.</summary>
internal readonly record struct EntryKey(string Section, string Name)
{
    public static EntryKey Issuer(string name) => new(nameof(JwtKitOptions.Issuers), name);

    public static EntryKey Validator(string name) => new(nameof(JwtKitOptions.Validators), name);

    public static EntryKey Envelope(string name) => new(nameof(JwtKitOptions.Envelopes), name);

    public bool Equals(EntryKey other) =>
        string.Equals(Section, other.Section, StringComparison.OrdinalIgnoreCase) && string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() => HashCode.Combine(StringComparer.OrdinalIgnoreCase.GetHashCode(Section), StringComparer.OrdinalIgnoreCase.GetHashCode(Name));
}
