using System.Security.Cryptography;

namespace JwtKit;

/// <summary>The one PEM block (RFC 7468) of a key text, with its label and decoded bytes.</summary>
/// <param name="Label">Such as <c>PRIVATE KEY</c>.</param>
/// <param name="Der">The decoded body; the caller erases it.</param>
internal readonly record struct PemKey(string Label, byte[] Der)
{
    /// <summary>Reads the only block of the text.</summary>
    /// <exception cref="CryptographicException">There is none, more than one, a damaged one, or a legacy encrypted one.</exception>
    public static PemKey Read(string pem)
    {
        ArgumentNullException.ThrowIfNull(pem);
        List<PemBlock> blocks = PemText.Blocks(pem);
        if (blocks.Exists(static block => block.IsLegacyEncrypted))
        {
            throw new CryptographicException(
                "The key is encrypted in the legacy PEM form (Proc-Type: 4,ENCRYPTED), whose key derivation is a single MD5. " + KeyDerivationRounds.Conversion);
        }

        return blocks.Count == 1
            ? new PemKey(blocks[0].Label, blocks[0].Decode())
            : throw new CryptographicException($"The text holds more than one PEM block ({blocks[0].Label}, {blocks[1].Label}); exactly one key is needed.");
    }
}
