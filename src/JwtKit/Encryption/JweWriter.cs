using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace JwtKit;

/// <summary>Encrypts and writes the compact (RFC 7516 section 7.1) or the flattened JSON serialization (section 7.2.2).</summary>
internal static class JweWriter
{
    public static string WriteCompact(EncryptionTarget target, ReadOnlySpan<byte> header, ReadOnlySpan<byte> plaintext) =>
        WriteText(target, header, plaintext, additionalData: default, JweSyntax.Compact);

    /// <summary>The writer advances once, when the message is whole.</summary>
    public static void WriteCompact(EncryptionTarget target, ReadOnlySpan<byte> header, ReadOnlySpan<byte> plaintext, IBufferWriter<byte> destination) =>
        Write(target, header, plaintext, additionalData: default, JweSyntax.Compact, destination);

    /// <param name="target">The receiver and the cipher.</param>
    /// <param name="header">The encoded header.</param>
    /// <param name="plaintext">What is encrypted.</param>
    /// <param name="additionalData">Authenticated beside the header, and part of the message as <c>aad</c>; empty for none.</param>
    public static string WriteJson(EncryptionTarget target, ReadOnlySpan<byte> header, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> additionalData) =>
        WriteText(target, header, plaintext, additionalData, JweSyntax.Json);

    /// <summary>The writer advances once, when the message is whole.</summary>
    public static void WriteJson(
        EncryptionTarget target, ReadOnlySpan<byte> header, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> additionalData, IBufferWriter<byte> destination) =>
        Write(target, header, plaintext, additionalData, JweSyntax.Json, destination);

    private static string WriteText(
        EncryptionTarget target, ReadOnlySpan<byte> header, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> additionalData, JweSyntax syntax)
    {
        int length = syntax.MessageLength(target, header, plaintext.Length, additionalData);
        byte[] rented = ContentArray.Rent(length);
        try
        {
            Write(target, header, plaintext, additionalData, syntax, rented.AsSpan(0, length));
            return Encoding.ASCII.GetString(rented, 0, length);
        }
        finally
        {
            ContentArray.Return(rented);
        }
    }

    private static void Write(
        EncryptionTarget target, ReadOnlySpan<byte> header, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> additionalData, JweSyntax syntax, IBufferWriter<byte> destination)
    {
        int length = syntax.MessageLength(target, header, plaintext.Length, additionalData);
        Write(target, header, plaintext, additionalData, syntax, destination.GetSpan(length)[..length]);
        destination.Advance(length);
    }

    private static void Write(
        EncryptionTarget target, ReadOnlySpan<byte> header, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> additionalData, JweSyntax syntax, Span<byte> message)
    {
        JweParts parts = new(target, stackalloc byte[JweParts.Length(target)]);
        try
        {
            parts.Prepare();
            Write(parts, target.Content.Cipher.CiphertextLength(plaintext.Length), header, plaintext, additionalData, syntax, message);
        }
        finally
        {
            parts.Erase();
        }
    }

    private static void Write(
        JweParts parts, int length, ReadOnlySpan<byte> header, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> additionalData, JweSyntax syntax, Span<byte> message)
    {
        TextCursor text = new(message);
        text.Append(syntax.BeforeHeader);
        text.Append(header);
        if (!parts.EncryptedKey.IsEmpty || syntax.WritesEmptyKey)
        {
            text.Append(syntax.BeforeKey);
            text.AppendEncoded(BinaryText.Base64Url, parts.EncryptedKey);
        }

        if (!additionalData.IsEmpty)
        {
            text.Append(syntax.BeforeAdditionalData);
            text.AppendEncoded(BinaryText.Base64Url, additionalData);
        }

        text.Append(syntax.BeforeVector);
        text.AppendEncoded(BinaryText.Base64Url, parts.Vector);

        // The ciphertext is made at the end of its own place in the message, and encoded from there: a large one needs no second buffer.
        text.Append(syntax.BeforeCiphertext);
        Span<byte> ciphertext = text.Take(StrictBase64Url.EncodedLength(length));
        parts.Encrypt(plaintext, additionalData.IsEmpty ? header : JweAssociatedData.Join(header, additionalData), ciphertext[^length..]);
        TailEncoder.Encode(BinaryText.Base64Url, ciphertext, length);
        text.Append(syntax.BeforeTag);
        text.AppendEncoded(BinaryText.Base64Url, parts.Tag);
        text.Append(syntax.End);
    }
}

/// <summary>The short binary parts of a message that is being made, and its content key (RFC 7516 section 5.1).</summary>
/// <remarks>Fresh for each message. Erase it after use.</remarks>
internal readonly ref struct JweParts
{
    private readonly EncryptionTarget target;
    private readonly Span<byte> memory;

    /// <param name="target">The receiver and the cipher.</param>
    /// <param name="memory">Exactly <see cref="Length"/> bytes.</param>
    public JweParts(EncryptionTarget target, Span<byte> memory)
    {
        this.target = target;
        this.memory = memory;
    }

    public Span<byte> Vector => memory.Slice(ContentKey.Length, Cipher.VectorLength);

    public Span<byte> EncryptedKey => memory[(ContentKey.Length + Cipher.VectorLength)..^Cipher.TagLength];

    public Span<byte> Tag => memory[^Cipher.TagLength..];

    private Span<byte> ContentKey => memory[..Cipher.KeyLength];

    private ContentCipher Cipher => target.Content.Cipher;

    /// <summary>At most some 2 KiB: that of the longest wrapped key.</summary>
    public static int Length(EncryptionTarget target)
    {
        ContentCipher cipher = target.Content.Cipher;
        return cipher.KeyLength + cipher.VectorLength + target.Key.WrappedLength + cipher.TagLength;
    }

    /// <summary>Draws content key and vector, and wraps the first for the receiver or puts the shared key in its place.</summary>
    public void Prepare()
    {
        // One call for both: the generator's price is per call, not per byte.
        RandomNumberGenerator.Fill(memory[..(ContentKey.Length + Vector.Length)]);
        target.Key.Deliver(ContentKey, target.Content, EncryptedKey);
    }

    /// <param name="plaintext">What is encrypted.</param>
    /// <param name="associatedData">The encoded header, and what is authenticated beside it.</param>
    /// <param name="ciphertext">Exactly as long as the cipher says.</param>
    public void Encrypt(ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associatedData, Span<byte> ciphertext) =>
        Cipher.Encrypt(ContentKey, Vector, plaintext, associatedData, ciphertext, Tag);

    public void Erase() => CryptographicOperations.ZeroMemory(memory);
}

/// <summary>The JOSE header of an encrypted message (RFC 7516 section 4), as it is written: <c>alg</c>, <c>enc</c>, then <c>kid</c>, <c>typ</c>, <c>cty</c> and an envelope's <c>context</c> where there are any.</summary>
internal static class JweHeader
{
    public static byte[] Encode(EncryptionTarget target, string? type, string? contentType, string? context = null) => HeaderWriter.Encode(
        ("alg", target.Key.KeyManagement.Name),
        ("enc", target.Content.Name),
        ("kid", target.Key.KeyId),
        ("typ", type),
        ("cty", contentType),
        ("context", context));
}
