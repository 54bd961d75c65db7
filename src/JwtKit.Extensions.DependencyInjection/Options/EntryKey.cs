namespace JwtKit;

/// <summary>The kinds of entries that a configuration has by name.</summary>
internal enum EntryKind
{
    Issuer,
    Validator,
    Envelope,
    MutualTls,
}

/// <summary>One entry of the configuration. Names compare without case, as configuration does.</summary>
internal readonly record struct EntryKey(EntryKind Kind, string Name)
{
    public bool Equals(EntryKey other) => Kind == other.Kind && string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() => HashCode.Combine(Kind, StringComparer.OrdinalIgnoreCase.GetHashCode(Name));
}
