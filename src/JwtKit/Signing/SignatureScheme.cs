namespace JwtKit;

/// <summary>One key under one algorithm: the raw signature over bytes. Safe for concurrent use.</summary>
internal abstract class SignatureScheme : IDisposable
{
    /// <summary>The length of each signature, in bytes.</summary>
    public abstract int SignatureLength { get; }

    /// <summary>Writes the signature of the input.</summary>
    /// <param name="input">What is signed.</param>
    /// <param name="signature">Exactly <see cref="SignatureLength"/> bytes.</param>
    public abstract void Sign(ReadOnlySpan<byte> input, Span<byte> signature);

    /// <summary>False for a signature of another length too.</summary>
    public abstract bool Verify(ReadOnlySpan<byte> input, ReadOnlySpan<byte> signature);

    public abstract void Dispose();
}
