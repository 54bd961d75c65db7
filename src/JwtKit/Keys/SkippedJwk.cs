using System.Text;

namespace JwtKit;

/// <summary>A key of a JWK set that is not used, and why (RFC 7517 section 5). Holds no part of the key and fits a log. Immutable and safe for concurrent use.</summary>
public sealed class SkippedJwk
{
    /// <summary>The <c>kty</c> is not one that JwtKit reads from a set, such as <c>EC</c>.</summary>
    public const string UnsupportedKeyType = "unsupported_key_type";

    /// <summary>The <c>alg</c> is no RSA algorithm that JwtKit has.</summary>
    public const string UnsupportedAlgorithm = "unsupported_algorithm";

    /// <summary>A member is missing, of a wrong type, or wrongly encoded.</summary>
    public const string Malformed = "malformed";

    /// <summary>The numbers make a weak or damaged key: too short, even, with small factors, with the ROCA fingerprint, with a small exponent.</summary>
    public const string WeakKey = "weak_key";

    /// <summary>The key says that it is for something else: by <c>use</c> or <c>key_ops</c>.</summary>
    public const string OtherPurpose = "other_purpose";

    /// <summary>The <c>alg</c> is a known one, and none of those that are asked for.</summary>
    public const string OtherAlgorithm = "other_algorithm";

    /// <summary>The key has no <c>alg</c> where several are asked for, so that nothing says which one it is for.</summary>
    public const string AlgorithmMissing = "algorithm_missing";

    private readonly byte[]? utf8KeyId;

    /// <param name="number">The place in the set, from 1 on.</param>
    /// <param name="keyId">As found.</param>
    /// <param name="keyType">As found.</param>
    /// <param name="algorithm">As found.</param>
    /// <param name="code">One of the constants.</param>
    /// <param name="description">Nothing of the key is in it.</param>
    internal SkippedJwk(int number, string? keyId, string? keyType, string? algorithm, string code, string description)
    {
        utf8KeyId = keyId is null or { Length: > KeyIdRule.MaximumLength } ? null : Encoding.UTF8.GetBytes(keyId);
        Number = number;
        KeyId = LogText.Clean(keyId);
        KeyType = JwkAlgorithms.IsRegisteredKeyType(keyType) ? keyType : null;
        Algorithm = JwkAlgorithms.IsRegistered(algorithm) ? algorithm : null;
        Code = code;
        Description = description;
    }

    /// <summary>Its place in the set: 1 for the first key.</summary>
    public int Number { get; }

    /// <summary>Its <c>kid</c>, if it has one that is text: at most 128 characters, with <c>?</c> in place of control and invisible characters.</summary>
    public string? KeyId { get; }

    /// <summary>Its <c>kty</c>, if that is a registered name such as <c>EC</c>; null for anything else.</summary>
    public string? KeyType { get; }

    /// <summary>Its <c>alg</c>, if that is a registered name such as <c>PS256</c>; null for anything else.</summary>
    public string? Algorithm { get; }

    /// <summary>One of the constants of this class: stable, for programs and logs.</summary>
    public string Code { get; }

    /// <summary>What is wrong, in a sentence that names the member at fault and never its value.</summary>
    public string Description { get; }

    /// <summary>Number, key id, type and algorithm as far as they are known, and why it is skipped; one line.</summary>
    public override string ToString()
    {
        string?[] found = [KeyId is null ? null : $"kid {KeyId}", KeyType, Algorithm];
        string names = string.Join(", ", found.OfType<string>());
        return $"Key {Number}{(names.Length == 0 ? "" : $" ({names})")}: {Description}";
    }

    /// <summary>The first five as one text, each with its reason, and how many more there are; for a log or a message.</summary>
    /// <param name="skipped">Keys of one set.</param>
    public static string Describe(IReadOnlyList<SkippedJwk> skipped)
    {
        const int Shown = 5;
        ArgumentNullException.ThrowIfNull(skipped);
        string first = string.Join(' ', skipped.Take(Shown));
        return skipped.Count <= Shown ? first : $"{first} {skipped.Count - Shown} more are left out.";
    }

    /// <summary>Whether they say the same.</summary>
    internal static bool AreSame(IReadOnlyList<SkippedJwk> first, IReadOnlyList<SkippedJwk> second) =>
        ReferenceEquals(first, second) || first.Select(static key => key.ToString()).SequenceEqual(second.Select(static key => key.ToString()), StringComparer.Ordinal);

    /// <summary>The one that a token means.</summary>
    internal static SkippedJwk? Find(IReadOnlyList<SkippedJwk> skipped, in JoseHeader header)
    {
        foreach (SkippedJwk key in skipped)
        {
            if (key.utf8KeyId is { } keyId && header.KeyIdIs(keyId))
            {
                return key;
            }
        }

        return null;
    }
}
