using System.Security.Cryptography;
using System.Text;

namespace JwtKit;

/// <summary>The blocks of a PEM file (RFC 7468), with whatever text stands around them.</summary>
internal static class PemBlocks
{
    private const byte DerSequence = 0x30;
    private const string Begin = "-----BEGIN ";

    /// <summary>Whether a file is one value in DER rather than PEM.</summary>
    public static bool IsDer(ReadOnlySpan<byte> content) => content.StartsWith(DerSequence);

    /// <summary>Every block, as text.</summary>
    /// <exception cref="CryptographicException">There is none, or one of them is cut short or damaged: the platform's parser would pass over it.</exception>
    public static List<(string Label, string Text)> Read(ReadOnlySpan<byte> content)
    {
        string text = Encoding.UTF8.GetString(content);
        List<(string Label, string Text)> blocks = [];
        int at = 0;
        while (PemEncoding.TryFind(text.AsSpan(at), out PemFields fields))
        {
            string found = text[at..];
            blocks.Add((found[fields.Label], found[fields.Location]));
            at += fields.Location.End.Value;
        }

        int begun = text.AsSpan().Count(Begin);
        return begun == 0 ? throw new CryptographicException("holds no PEM block; a text from '-----BEGIN …-----' to '-----END …-----' is needed.")
            : begun != blocks.Count ? throw new CryptographicException($"begins {begun} PEM blocks, of which {blocks.Count} are whole; copy the file again, from the first dash to the last.")
            : blocks;
    }

    /// <summary>The bytes of a block that <see cref="Read"/> found.</summary>
    public static byte[] Decode(string block)
    {
        PemFields fields = PemEncoding.Find(block);
        byte[] der = GC.AllocateUninitializedArray<byte>(fields.DecodedDataLength, pinned: true);
        Convert.TryFromBase64Chars(block.AsSpan()[fields.Base64Data], der, out _);
        return der;
    }
}
