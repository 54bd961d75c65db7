using System.Formats.Asn1;
using System.Numerics;

namespace JwtKit.Tests;

/// <summary>PFX files (RFC 7292 section 4) that ask for any number of rounds, and hold nothing that could be opened.</summary>
internal static class HandMadePfx
{
    private const string Data = "1.2.840.113549.1.7.1";
    private const string EncryptedData = "1.2.840.113549.1.7.6";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string Aes128 = "2.16.840.1.101.3.4.1.2";
    private const string Pbkdf2 = "1.2.840.113549.1.5.12";

    private static readonly Asn1Tag Explicit = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>A file whose MAC has so many rounds, with these parts or bags.</summary>
    public static byte[] Of(BigInteger roundsOfMac, params byte[][] items) => File(Mac(Algorithm(Sha256, null), roundsOfMac), items);

    /// <summary>A file with this MAC and one key of a single round.</summary>
    public static byte[] With(byte[] mac) => File(mac, EncryptedKey(Pbes2(1)));

    /// <summary>A MAC of RFC 9579: its own number of rounds has no meaning.</summary>
    public static byte[] Pbmac1(BigInteger rounds) => Pbmac1(Algorithm(Pbkdf2, Work(rounds)));

    public static byte[] Pbmac1(byte[] derivation) => Mac(
        Algorithm("1.2.840.113549.1.5.14", Sequence(writer =>
        {
            writer.WriteEncodedValue(derivation);
            writer.WriteEncodedValue(Algorithm("1.2.840.113549.2.9", null));
        })),
        1);

    public static byte[] Pbes2(BigInteger rounds) => Pbes2(Algorithm(Pbkdf2, Work(rounds)));

    public static byte[] Pbes2(byte[] derivation) => Algorithm("1.2.840.113549.1.5.13", Sequence(writer =>
    {
        writer.WriteEncodedValue(derivation);
        writer.WriteEncodedValue(Algorithm(Aes128, Sequence(static vector => vector.WriteNull())));
    }));

    public static byte[] Scrypt() => Pbes2(Algorithm("1.3.6.1.4.1.11591.4.11", Sequence(static writer =>
    {
        writer.WriteOctetString(new byte[8]);
        writer.WriteInteger(1 << 20);
        writer.WriteInteger(8);
        writer.WriteInteger(1);
    })));

    /// <summary>PBES2 within PBES2, one within the other so many times more, with lengths left open (BER).</summary>
    public static byte[] NestedPbes2(int depth)
    {
        byte[] identifier = [6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 5, 13];
        byte[] begin = [0x30, 0x80, .. identifier, 0x30, 0x80];
        byte[] inner = [.. Enumerable.Repeat(begin, depth).SelectMany(static level => level), .. Algorithm(Pbkdf2, Work(1)), .. new byte[4 * depth]];
        byte[] content = [.. identifier, 0x30, 0x83, .. Length(inner.Length), .. inner];
        return Pbes2([0x30, 0x83, .. Length(content.Length), .. content]);

        static byte[] Length(int length) => [(byte)(length >> 16), (byte)(length >> 8), (byte)length];
    }

    /// <summary>A salt and a number of rounds.</summary>
    public static byte[] Work(BigInteger rounds) => Sequence(writer =>
    {
        writer.WriteOctetString(new byte[8]);
        writer.WriteInteger(rounds);
    });

    public static byte[] Algorithm(string identifier, byte[]? parameters) => Sequence(writer =>
    {
        writer.WriteObjectIdentifier(identifier);
        if (parameters is null)
        {
            writer.WriteNull();
        }
        else
        {
            writer.WriteEncodedValue(parameters);
        }
    });

    /// <summary>A bag with an encrypted key.</summary>
    public static byte[] EncryptedKey(byte[] algorithm) => Item("1.2.840.113549.1.12.10.1.2", Sequence(writer =>
    {
        writer.WriteEncodedValue(algorithm);
        writer.WriteOctetString(new byte[32]);
    }));

    /// <summary>A bag with a part of its own.</summary>
    public static byte[] Nested(byte[] bag) => Item("1.2.840.113549.1.12.10.1.6", Sequence(writer => writer.WriteEncodedValue(bag)));

    /// <summary>An encrypted part.</summary>
    public static byte[] EncryptedPart(byte[] algorithm) => Item(EncryptedData, Sequence(writer =>
    {
        writer.WriteInteger(0);
        writer.WriteEncodedValue(Sequence(content =>
        {
            content.WriteObjectIdentifier(Data);
            content.WriteEncodedValue(algorithm);
            content.WriteOctetString(new byte[32], new Asn1Tag(TagClass.ContextSpecific, 0));
        }));
    }));

    /// <summary>The same file with its outermost lengths left open (BER), as streaming programs write it.</summary>
    public static byte[] Indefinite(byte[] pfx)
    {
        AsnReader file = new AsnReader(pfx, AsnEncodingRules.BER).ReadSequence();
        List<byte> content = [.. file.ReadEncodedValue().Span];
        AsnReader safe = file.ReadSequence();
        byte[] type = safe.ReadEncodedValue().ToArray();
        byte[] data = safe.ReadSequence(Explicit).ReadEncodedValue().ToArray();
        content.AddRange(Open(0x30, [.. type, .. Open(0xA0, Open(0x24, data))]));
        while (file.HasData)
        {
            content.AddRange(file.ReadEncodedValue().Span);
        }

        return Open(0x30, [.. content]);
    }

    private static byte[] Open(byte tag, byte[] content) => [tag, 0x80, .. content, 0, 0];

    private static byte[] Mac(byte[] algorithm, BigInteger rounds) => Sequence(writer =>
    {
        writer.WriteEncodedValue(Sequence(digest =>
        {
            digest.WriteEncodedValue(algorithm);
            digest.WriteOctetString(new byte[32]);
        }));
        writer.WriteOctetString(new byte[8]);
        writer.WriteInteger(rounds);
    });

    private static byte[] File(byte[] mac, params byte[][] items) => Sequence(writer =>
    {
        writer.WriteInteger(3);
        writer.WriteEncodedValue(Item(Data, OctetString(Sequence(parts =>
        {
            foreach (byte[] item in items)
            {
                // A part stands as it is, a bag in a part that is not encrypted.
                bool isPart = new AsnReader(item, AsnEncodingRules.DER).ReadSequence().ReadObjectIdentifier() == EncryptedData;
                parts.WriteEncodedValue(isPart ? item : Item(Data, OctetString(Sequence(bags => bags.WriteEncodedValue(item)))));
            }
        }))));
        writer.WriteEncodedValue(mac);
    });

    private static byte[] Item(string identifier, byte[] value) => Sequence(writer =>
    {
        writer.WriteObjectIdentifier(identifier);
        using (writer.PushSequence(Explicit))
        {
            writer.WriteEncodedValue(value);
        }
    });

    private static byte[] OctetString(byte[] value)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.WriteOctetString(value);
        return writer.Encode();
    }

    private static byte[] Sequence(Action<AsnWriter> write) => RsaDer.Sequence(write);
}
