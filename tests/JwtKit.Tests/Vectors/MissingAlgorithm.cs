namespace JwtKit.Tests;

/// <summary>The families of JOSE algorithms that the core does not have, by what vectors say of themselves and not by what JwtKit answers.</summary>
internal static class MissingAlgorithm
{
    private static readonly (string Prefix, string Suffix, string Family)[] Families =
    [
        ("PS", "", "PS"),
        ("ES", "", "ES"),
        ("EdDSA", "", "EdDSA"),
        ("ECDH-ES", "", "ECDH-ES"),
        ("PBES2", "", "PBES2"),
        ("A", "GCMKW", "AES-GCMKW"),
        ("A", "KW", "AES-KW"),
    ];

    /// <summary>The family; null for an algorithm that the core has, and for what is no algorithm at all.</summary>
    public static string? FamilyOf(string? algorithm) => algorithm is null ? null : Array.Find(
        Families, family => algorithm.StartsWith(family.Prefix, StringComparison.Ordinal) && algorithm.EndsWith(family.Suffix, StringComparison.Ordinal)).Family;
}
