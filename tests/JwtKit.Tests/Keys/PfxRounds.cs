using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace JwtKit.Tests;

/// <summary>PFX files whose bags ask for any number of rounds, which nobody had to do. They have no MAC: it would be checked first.</summary>
internal static class PfxRounds
{
    public const string Password = "x";

    private const byte Integer = 0x02;
    private const byte OctetString = 0x04;
    private const byte Constructed = 0x20;

    /// <summary>The content of an INTEGER that stands for the rounds: 66051 of them.</summary>
    private static readonly byte[] Written = [1, 2, 3];

    /// <summary>A file that opens.</summary>
    public static byte[] Few() => Make(Written);

    /// <summary>The same file with 2130838276 rounds in each bag.</summary>
    public static byte[] Many() => Make([0x7F, 2, 3, 4]);

    private static byte[] Make(byte[] rounds)
    {
        using X509Certificate2 certificate = X509Certificate2.CreateFromPem(WrappedKeys.Certificate, TestKeys.Pkcs8);
        byte[] pfx = certificate.ExportPkcs12(new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 0x010203), Password);
        AsnReader content = new AsnReader(pfx, AsnEncodingRules.BER).ReadSequence();
        return Encoded(0x30, [.. content.ReadEncodedValue().Span, .. WithRounds(content.ReadEncodedValue().Span, rounds)]);
    }

    private static byte[] WithRounds(ReadOnlySpan<byte> values, byte[] rounds)
    {
        List<byte> result = [];
        while (!values.IsEmpty)
        {
            AsnDecoder.ReadEncodedValue(values, AsnEncodingRules.BER, out int offset, out int length, out int consumed);
            byte[] content = values.Slice(offset, length).ToArray();
            result.AddRange(Encoded(values[0], values[0] == Integer && content.AsSpan().SequenceEqual(Written) ? rounds : Inside(values[0], content, rounds)));
            values = values[consumed..];
        }

        return [.. result];
    }

    /// <summary>An OCTET STRING may hold more of the same, or ciphertext.</summary>
    private static byte[] Inside(byte tag, byte[] content, byte[] rounds)
    {
        try
        {
            return tag == OctetString || (tag & Constructed) != 0 ? WithRounds(content, rounds) : content;
        }
        catch (AsnContentException)
        {
            return content;
        }
    }

    private static byte[] Encoded(byte tag, byte[] content) => content.Length switch
    {
        < 0x80 => [tag, (byte)content.Length, .. content],
        <= 0xFF => [tag, 0x81, (byte)content.Length, .. content],
        _ => [tag, 0x82, (byte)(content.Length >> 8), (byte)content.Length, .. content],
    };
}
