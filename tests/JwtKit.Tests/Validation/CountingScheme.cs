namespace JwtKit.Tests;

/// <summary>Counts the signatures that it is asked to verify, and finds each right or each wrong.</summary>
internal sealed class CountingScheme : SignatureScheme
{
    private readonly bool accepts;

    private CountingScheme(bool accepts) => this.accepts = accepts;

    public int Tries { get; private set; }

    public override int SignatureLength => 32;

    public static CountingScheme Make(bool accepts) => new(accepts);

    public override void Sign(ReadOnlySpan<byte> input, Span<byte> signature) => throw new InvalidOperationException("Nothing is signed here.");

    public override bool Verify(ReadOnlySpan<byte> input, ReadOnlySpan<byte> signature)
    {
        Tries++;
        return accepts;
    }

    public override void Dispose()
    {
    }

    /// <summary>A key of this scheme.</summary>
    public VerificationKey Key(string? keyId = null, SignatureAlgorithm? algorithm = null) =>
        new(algorithm ?? SignatureAlgorithm.Hs256, this, ownsScheme: true, publicKey: null, keyId);

    /// <summary>Keys of this scheme; their ids are <c>key-0</c>, <c>key-1</c>, …</summary>
    public VerificationKey[] Keys(int count, bool areNamed, SignatureAlgorithm? algorithm = null) =>
        [.. Enumerable.Range(0, count).Select(i => Key(areNamed ? $"key-{i}" : null, algorithm))];
}
