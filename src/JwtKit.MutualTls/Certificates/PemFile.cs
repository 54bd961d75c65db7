using System.Text;

namespace JwtKit;

/// <summary>The content of a file that is PEM or one value in DER.</summary>
internal static class PemFile
{
    private const byte DerSequence = 0x30;

    /// <summary>Whether a file is one value in DER rather than PEM.</summary>
    public static bool IsDer(ReadOnlySpan<byte> content) => content.StartsWith(DerSequence);

    /// <summary>Every block of a PEM file, in its order.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">There is none, or one of them is damaged.</exception>
    public static List<PemBlock> Read(ReadOnlySpan<byte> content) => PemText.Blocks(Encoding.UTF8.GetString(content));
}
