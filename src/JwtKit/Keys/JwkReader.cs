using System.Security.Cryptography;

namespace JwtKit;

/// <summary>Makes a <see cref="Jwk"/> of its members (RFC 7517 section 4, RFC 7518 section 6).</summary>
internal static class JwkReader
{
    /// <summary>In bytes. An RSA private key of 16384 bits has about 13 000.</summary>
    public const int MaximumLength = 64 * 1024;

    private static readonly string[] PrivateNumbers = ["d", "p", "q", "dp", "dq", "qi"];

    public static Jwk Read(ReadOnlySpan<byte> utf8, bool allowSmallExponent)
    {
        if (utf8.Length > MaximumLength)
        {
            throw new CryptographicException($"The JWK has {utf8.Length} bytes; at most {MaximumLength} are read, and no key needs more.");
        }

        return Read(JwkMembers.Read(utf8), allowSmallExponent);
    }

    public static Jwk Read(in JwkMembers members, bool allowSmallExponent)
    {
        string keyType = KeyTypeOf(in members);
        JwkLabels labels = LabelsOf(in members);
        return keyType == Jwk.Octets ? new Jwk(members.Bytes("k"), labels)
            : members.Has("d") ? ReadPrivate(in members, labels, allowSmallExponent)
            : ReadPublic(in members, labels, allowSmallExponent);
    }

    /// <summary>What is said of the key besides the key.</summary>
    /// <exception cref="CryptographicException">A member is of a wrong type, or the key id cannot be used.</exception>
    public static JwkLabels LabelsOf(in JwkMembers members) =>
        new(members.Text("alg"), KeyIdOf(in members), members.Text("use"), members.Texts("key_ops")?.AsReadOnly());

    /// <summary>The numbers of a public RSA key, not judged yet.</summary>
    /// <exception cref="CryptographicException">One is missing, of a wrong type, or wrongly encoded; or there are parts of a private key.</exception>
    public static RsaModulus PublicNumbersOf(in JwkMembers members)
    {
        foreach (string name in PrivateNumbers)
        {
            if (members.Has(name))
            {
                throw new CryptographicException($"The JWK has \"{name}\" but no \"d\": neither a public key nor a whole private one (RFC 7518 section 6.3.2).");
            }
        }

        return new RsaModulus(members.Number("n"), members.Number("e"));
    }

    /// <summary>Why keys of this type cannot be read; null for those that can.</summary>
    public static string? Unsupported(string keyType) => keyType switch
    {
        Jwk.Rsa or Jwk.Octets => null,
        "EC" or "OKP" => $"The JWK's key type \"{keyType}\" is not supported; RSA and oct are.",
        _ => "The JWK's \"kty\" names no key type that is supported; RSA and oct are, spelled exactly so.",
    };

    /// <summary><c>kty</c>, if it is one that can be read.</summary>
    /// <exception cref="CryptographicException">It is absent, no string, or another one.</exception>
    public static string KeyTypeOf(in JwkMembers members)
    {
        string keyType = members.Text("kty") ?? throw new CryptographicException(members.Has("keys")
            ? "The text is a JWK set, not a single JWK; JwkSet.Parse reads it."
            : "The JWK has no \"kty\"; RSA or oct is needed there (RFC 7517 section 4.1).");
        return Unsupported(keyType) is { } reason ? throw new CryptographicException(reason) : keyType;
    }

    private static string? KeyIdOf(in JwkMembers members)
    {
        string? keyId = members.Text("kid");
        return keyId is not null && KeyIdRule.FaultOf(keyId) is { } fault
            ? throw new CryptographicException($"The JWK's \"kid\" cannot be used. {fault}")
            : keyId;
    }

    private static Jwk ReadPublic(in JwkMembers members, JwkLabels labels, bool allowSmallExponent)
    {
        RsaModulus numbers = PublicNumbersOf(in members);
        numbers.Require(allowSmallExponent);
        return new Jwk(new RsaPublicKey(numbers), pkcs8: null, labels);
    }

    private static Jwk ReadPrivate(in JwkMembers members, JwkLabels labels, bool allowSmallExponent)
    {
        if (members.Has("oth"))
        {
            throw new CryptographicException("The JWK has \"oth\": an RSA key of more than two primes, such as a three-prime RSA key, which is not supported. Make a key of two primes: openssl genrsa -out private.pem 3072");
        }

        foreach (string name in PrivateNumbers)
        {
            if (!members.Has(name))
            {
                throw new CryptographicException(
                    $"The JWK has \"d\" but no \"{name}\"; a private RSA key is read with \"p\", \"q\", \"dp\", \"dq\" and \"qi\" (RFC 7518 section 6.3.2). Export the key with all of them.");
            }
        }

        byte[][] numbers = new byte[Pkcs1Numbers.Count][];
        byte[] pkcs1 = [];
        try
        {
            numbers[0] = members.Number("n");
            numbers[1] = members.Number("e");
            for (int i = 0; i < PrivateNumbers.Length; i++)
            {
                numbers[i + 2] = members.Number(PrivateNumbers[i]);
            }

            pkcs1 = Pkcs1Numbers.ToPkcs1(numbers);
            using RsaPrivateKey key = RsaKeyReader.OfPkcs1(pkcs1, allowSmallExponent);
            return new Jwk(key.GetPublicKey(), key.Take(), labels);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs1);
            foreach (byte[]? number in numbers.AsSpan(2))
            {
                CryptographicOperations.ZeroMemory(number);
            }
        }
    }
}
