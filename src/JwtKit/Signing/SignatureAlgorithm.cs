using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace JwtKit;

/// <summary>
/// The signature algorithms of JwtKit (RFC 7518 section 3.1): HMAC and RSASSA-PKCS1-v1_5 with SHA-2. This table is the only place that knows their
/// names. Immutable and safe for concurrent use.
/// </summary>
public sealed class SignatureAlgorithm
{
    private readonly byte[] utf8Name;

    private SignatureAlgorithm(string name, HashAlgorithmName hash, int hashLength, bool isSymmetric)
    {
        Name = name;
        Hash = hash;
        HashLength = hashLength;
        IsSymmetric = isSymmetric;
        utf8Name = System.Text.Encoding.UTF8.GetBytes(name);
    }

    /// <summary>HMAC with SHA-256: a shared secret of at least 32 bytes, a tag of 32 bytes.</summary>
    public static SignatureAlgorithm Hs256 { get; } = new("HS256", HashAlgorithmName.SHA256, 32, isSymmetric: true);

    /// <summary>HMAC with SHA-384: a shared secret of at least 48 bytes, a tag of 48 bytes.</summary>
    public static SignatureAlgorithm Hs384 { get; } = new("HS384", HashAlgorithmName.SHA384, 48, isSymmetric: true);

    /// <summary>HMAC with SHA-512: a shared secret of at least 64 bytes, a tag of 64 bytes.</summary>
    public static SignatureAlgorithm Hs512 { get; } = new("HS512", HashAlgorithmName.SHA512, 64, isSymmetric: true);

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256: a key of at least 2048 bits, a signature as long as the modulus.</summary>
    public static SignatureAlgorithm Rs256 { get; } = new("RS256", HashAlgorithmName.SHA256, 32, isSymmetric: false);

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-384: a key of at least 2048 bits, a signature as long as the modulus.</summary>
    public static SignatureAlgorithm Rs384 { get; } = new("RS384", HashAlgorithmName.SHA384, 48, isSymmetric: false);

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-512: a key of at least 2048 bits, a signature as long as the modulus.</summary>
    public static SignatureAlgorithm Rs512 { get; } = new("RS512", HashAlgorithmName.SHA512, 64, isSymmetric: false);

    /// <summary>All of them. There is no <c>none</c>.</summary>
    public static IReadOnlyList<SignatureAlgorithm> All { get; } = [Hs256, Hs384, Hs512, Rs256, Rs384, Rs512];

    /// <summary>The value of the header parameter <c>alg</c>.</summary>
    public string Name { get; }

    /// <summary>True for HMAC, where whoever can verify can also sign.</summary>
    public bool IsSymmetric { get; }

    internal HashAlgorithmName Hash { get; }

    /// <summary>In bytes; for HMAC also the length of the tag and the least length of the secret.</summary>
    internal int HashLength { get; }

    internal ReadOnlySpan<byte> Utf8Name => utf8Name;

    /// <summary>Finds an algorithm by its exact name, for algorithms that come from configuration.</summary>
    /// <param name="name">Compared ordinally; <c>hs256</c> is no algorithm.</param>
    /// <param name="algorithm">The algorithm, if there is one of that name.</param>
    public static bool TryParse(string? name, [NotNullWhen(true)] out SignatureAlgorithm? algorithm)
    {
        algorithm = All.FirstOrDefault(candidate => candidate.Name == name);
        return algorithm is not null;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

/// <summary>One key under one algorithm: the raw signature over bytes. Safe for concurrent use.</summary>
internal abstract class SignatureScheme : IDisposable
{
    /// <summary>The length of each signature, in bytes.</summary>
    public abstract int SignatureLength { get; }

    /// <summary>Writes the signature of the input.</summary>
    /// <param name="input">What is signed.</param>
    /// <param name="signature">Exactly <see cref="SignatureLength"/> bytes.</param>
    public abstract void Sign(ReadOnlySpan<byte> input, Span<byte> signature);

    /// <summary>False for a signature of another length too.</summary>
    public abstract bool Verify(ReadOnlySpan<byte> input, ReadOnlySpan<byte> signature);

    public abstract void Dispose();
}
