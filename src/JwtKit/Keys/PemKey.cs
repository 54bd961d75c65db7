using System.Security.Cryptography;

namespace JwtKit;

/// <summary>The one PEM block (RFC 7468) of a key text, with its label and decoded bytes.</summary>
/// <param name="Label">Such as <c>PRIVATE KEY</c>.</param>
/// <param name="Der">The decoded body; the caller erases it.</param>
internal readonly record struct PemKey(string Label, byte[] Der)
{
    /// <summary>Reads the only block of the text.</summary>
    /// <exception cref="CryptographicException">There is none, more than one, or a legacy encrypted one.</exception>
    public static PemKey Read(string pem)
    {
        ArgumentNullException.ThrowIfNull(pem);
        pem = PemText.Normalize(pem);
        if (pem.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
        {
            throw new CryptographicException(
                "The key is encrypted in the legacy PEM form (Proc-Type: 4,ENCRYPTED), whose key derivation is a single MD5. " + KeyDerivationRounds.Conversion);
        }

        if (!PemEncoding.TryFind(pem, out PemFields fields))
        {
            throw new CryptographicException(PemText.FaultOf(pem));
        }

        string label = pem[fields.Label];
        if (PemEncoding.TryFind(pem.AsSpan(fields.Location.End.Value), out PemFields second))
        {
            string other = pem[fields.Location.End.Value..][second.Label];
            throw new CryptographicException($"The text holds more than one PEM block ({label}, {other}); exactly one key is needed.");
        }

        byte[] der = KeyMemory.Allocate(fields.DecodedDataLength);
        Convert.TryFromBase64Chars(pem.AsSpan()[fields.Base64Data], der, out _);
        return new PemKey(label, der);
    }
}
