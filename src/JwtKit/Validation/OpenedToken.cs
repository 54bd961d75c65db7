namespace JwtKit;

/// <summary>The signed token that was inside an encrypted one. Erased when disposed.</summary>
internal sealed class OpenedToken(ParsedJwe outside, DecryptionKey key, int length) : IDisposable
{
    /// <summary>The key that opened it.</summary>
    public DecryptionKey Key => key;

    /// <summary>The inside: text that nothing has looked at yet.</summary>
    public ReadOnlySpan<byte> Text => outside.Plaintext.Span[..length];

    /// <summary>The outer <c>typ</c>.</summary>
    public string? OuterType => outside.Type;

    /// <summary>What is said of it where its cipher is not taken; null where it is.</summary>
    public TokenFailure? FirstContentFailure(DecryptionKeys keys) => keys.FirstContentFailure(outside);

    public void Dispose() => outside.Dispose();
}
