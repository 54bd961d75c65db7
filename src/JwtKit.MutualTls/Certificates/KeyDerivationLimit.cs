using System.Formats.Asn1;

namespace JwtKit;

/// <summary>Looks at how an encrypted key was encrypted (RFC 8018) before .NET's importer works for as long as the file asks.</summary>
internal static class KeyDerivationLimit
{
    /// <exception cref="KeyDerivationException">It is another scheme than PBES2 with PBKDF2, or asks for too many rounds.</exception>
    /// <exception cref="AsnContentException">It is damaged.</exception>
    public static void Check(byte[] der)
    {
        AsnReader algorithm = new AsnReader(der, AsnEncodingRules.DER).ReadSequence().ReadSequence();
        UInt128? rounds = KeyDerivationRounds.Of(algorithm, out string identifier);
        if (rounds is null || identifier != KeyDerivationRounds.Pbkdf2)
        {
            throw new KeyDerivationException($"is encrypted in a way that is not supported ({KeyDerivationRounds.Name(identifier)}); PBES2 with PBKDF2 is. {KeyDerivationRounds.Conversion}");
        }

        if (rounds > KeyDerivationRounds.Maximum)
        {
            throw new KeyDerivationException(
                $"asks for {KeyDerivationRounds.Text(rounds.Value)} rounds of key derivation; at most {KeyDerivationRounds.Maximum} are done. {KeyDerivationRounds.Conversion}");
        }
    }
}
