using Org.BouncyCastle.Asn1;

namespace JwtKit.Tests.Peers;

/// <summary>An extension of a certificate or a revocation list, of any content.</summary>
internal sealed record OddExtension(string Identifier, bool IsCritical, byte[] Value)
{
    public DerSequence Encode() => IsCritical
        ? new DerSequence(new DerObjectIdentifier(Identifier), DerBoolean.True, new DerOctetString(Value))
        : new DerSequence(new DerObjectIdentifier(Identifier), new DerOctetString(Value));
}
