namespace JwtKit;

/// <summary>Signs where the key is: in an HSM or a cloud's key service. Must be safe for concurrent use.</summary>
public interface IRemoteSigner
{
    /// <summary>The algorithm, fixed for the signer's life; it is written into each header.</summary>
    SignatureAlgorithm Algorithm { get; }

    /// <summary>The <c>kid</c> written into each header, at most 256 characters; null for none.</summary>
    string? KeyId { get; }

    /// <summary>Signs bytes.</summary>
    /// <param name="input">The whole input, not its hash: the encoded header and payload with a dot between them (RFC 7515 section 5.1).</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The signature's bytes, not encoded.</returns>
    ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> input, CancellationToken cancellationToken);
}
