using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;

namespace JwtKit.MutualTls.Tests;

/// <summary>A revocation list (RFC 5280 section 5.1) of any parts, which BouncyCastle encodes and signs with an authority's key.</summary>
internal sealed record OddRevocationList
{
    public required TestAuthority Authority { get; init; }

    /// <summary>As it is encoded: 1 for version 2; null leaves it out, which is version 1.</summary>
    public int? Version { get; init; } = 1;

    public required Asn1Encodable ThisUpdate { get; init; }

    /// <summary>Null leaves it out.</summary>
    public required Asn1Encodable? NextUpdate { get; init; }

    /// <summary>Null leaves the sequence of entries out.</summary>
    public IReadOnlyList<DerSequence>? Entries { get; init; }

    public IReadOnlyList<DerSequence> Extensions { get; init; } = [];

    public string Algorithm { get; init; } = "SHA256WITHECDSA";

    /// <summary>The algorithm beside the signature, where it differs from the one below it.</summary>
    public string? OuterAlgorithm { get; init; }

    public static DerSequence Entry(ReadOnlySpan<byte> serial, DateTimeOffset since, params DerSequence[] extensions)
    {
        DerInteger number = new(new BigInteger(1, serial.ToArray()));
        Time date = new(since.UtcDateTime);
        return extensions.Length == 0 ? new DerSequence(number, date) : new DerSequence(number, date, new DerSequence(extensions));
    }

    public static DerSequence Extension(string identifier, Asn1Encodable value, bool isCritical = false)
    {
        DerOctetString content = new(value.GetDerEncoded());
        return isCritical ? new DerSequence(new DerObjectIdentifier(identifier), DerBoolean.True, content) : new DerSequence(new DerObjectIdentifier(identifier), content);
    }

    public byte[] Encode()
    {
        using ECDsa key = System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(Authority.Certificate)!;
        AsymmetricKeyParameter privateKey = PrivateKeyFactory.CreateKey(key.ExportPkcs8PrivateKey());
        Asn1SignatureFactory factory = new(Algorithm, privateKey);
        Asn1EncodableVector parts = [];
        if (Version is { } version)
        {
            parts.Add(DerInteger.ValueOf(version));
        }

        parts.Add((AlgorithmIdentifier)factory.AlgorithmDetails, Asn1Object.FromByteArray(Authority.Certificate.SubjectName.RawData), ThisUpdate);
        if (NextUpdate is not null)
        {
            parts.Add(NextUpdate);
        }

        if (Entries is not null)
        {
            parts.Add(new DerSequence(Entries.ToArray<Asn1Encodable>()));
        }

        if (Extensions.Count > 0)
        {
            parts.Add(new DerTaggedObject(isExplicit: true, 0, new DerSequence(Extensions.ToArray<Asn1Encodable>())));
        }

        DerSequence signed = new(parts);
        IStreamCalculator<IBlockResult> calculator = factory.CreateCalculator();
        using (Stream stream = calculator.Stream)
        {
            stream.Write(signed.GetDerEncoded());
        }

        AlgorithmIdentifier outer = (AlgorithmIdentifier)new Asn1SignatureFactory(OuterAlgorithm ?? Algorithm, privateKey).AlgorithmDetails;
        return new DerSequence(signed, outer, new DerBitString(calculator.GetResult().Collect())).GetDerEncoded();
    }
}
