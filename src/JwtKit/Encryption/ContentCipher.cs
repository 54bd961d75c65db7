namespace JwtKit;

/// <summary>An authenticated cipher with keys, vectors and tags of fixed lengths. Holds no key; safe for concurrent use.</summary>
internal abstract class ContentCipher
{
    public abstract int KeyLength { get; }

    public abstract int VectorLength { get; }

    public abstract int TagLength { get; }

    public abstract int CiphertextLength(int plaintextLength);

    /// <param name="key">Used for nothing else.</param>
    /// <param name="vector">Random, and never used with this key before.</param>
    /// <param name="plaintext">Any bytes.</param>
    /// <param name="associatedData">Authenticated, not encrypted.</param>
    /// <param name="ciphertext">Exactly as long as <see cref="CiphertextLength"/> says.</param>
    /// <param name="tag">Exactly <see cref="TagLength"/> bytes.</param>
    public abstract void Encrypt(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> vector, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associatedData, Span<byte> ciphertext, Span<byte> tag);

    /// <summary>False for anything that <see cref="Encrypt"/> did not make with this key; then the plaintext is erased.</summary>
    /// <param name="key">Exactly <see cref="KeyLength"/> bytes.</param>
    /// <param name="vector">Of any length; any but the right one fails.</param>
    /// <param name="ciphertext">Of any length.</param>
    /// <param name="tag">Of any length; any but the right one fails.</param>
    /// <param name="associatedData">What was authenticated with it.</param>
    /// <param name="plaintext">At least as long as the ciphertext.</param>
    /// <param name="written">How long the plaintext is.</param>
    public abstract bool TryDecrypt(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> vector, ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> associatedData, Span<byte> plaintext, out int written);
}
