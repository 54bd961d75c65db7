namespace JwtKit.Tests;

/// <summary>A key service on this machine: it signs with a local key, or answers what it is told to instead.</summary>
internal sealed class TestSigner(SigningKey key, string? keyId = null, Func<byte[]>? answer = null) : IRemoteSigner
{
    public SignatureAlgorithm Algorithm => key.Algorithm;

    public string? KeyId => keyId;

    /// <summary>What it was asked to sign.</summary>
    public List<string> Inputs { get; } = [];

    public async ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        Inputs.Add(System.Text.Encoding.ASCII.GetString(input.Span));
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return answer is null ? Sign(input.Span) : answer();
    }

    private byte[] Sign(ReadOnlySpan<byte> input)
    {
        byte[] signature = new byte[key.SignatureLength];
        key.Sign(input, signature);
        return signature;
    }
}
