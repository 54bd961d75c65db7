using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.X509;

namespace JwtKit.Tests.Peers;

/// <summary>A certificate (RFC 5280 section 4.1) of any parts, also those that no authority would issue. Signed with the key of <see cref="TestKeys"/>.</summary>
internal sealed record OddCertificate
{
    /// <summary>As it is encoded: 2 for version 3; null leaves it out, which is version 1.</summary>
    public int? Version { get; init; } = 2;

    public BigInteger Serial { get; init; } = BigInteger.One;

    public string Subject { get; init; } = "CN=odd";

    public DateTime Begin { get; init; } = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public DateTime End { get; init; } = new(2036, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public SubjectPublicKeyInfo Key { get; init; } = SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(BouncyCastleKeys.PublicKey);

    public IReadOnlyList<OddExtension> Extensions { get; init; } = [];

    public string SignatureAlgorithm { get; init; } = "SHA256WITHRSA";

    public bool HasRightSignature { get; init; } = true;

    public byte[] Encode()
    {
        Asn1SignatureFactory factory = new(SignatureAlgorithm, BouncyCastleKeys.PrivateKey);
        AlgorithmIdentifier algorithm = (AlgorithmIdentifier)factory.AlgorithmDetails;
        Asn1EncodableVector parts = [];
        if (Version is { } version)
        {
            parts.Add(new DerTaggedObject(isExplicit: true, 0, DerInteger.ValueOf(version)));
        }

        X509Name name = new(Subject);
        parts.Add(new DerInteger(Serial), algorithm, name, new DerSequence(new Time(Begin), new Time(End)), name, Key);
        if (Extensions.Count > 0)
        {
            DerSequence[] encoded = [.. Extensions.Select(static one => one.Encode())];
            parts.Add(new DerTaggedObject(isExplicit: true, 3, new DerSequence(encoded)));
        }

        DerSequence signed = new(parts);
        byte[] input = signed.GetDerEncoded();
        IStreamCalculator<IBlockResult> calculator = factory.CreateCalculator();
        using (Stream stream = calculator.Stream)
        {
            stream.Write(input);
        }

        byte[] signature = HasRightSignature ? calculator.GetResult().Collect() : new byte[256];
        return new DerSequence(signed, algorithm, new DerBitString(signature)).GetDerEncoded();
    }
}
