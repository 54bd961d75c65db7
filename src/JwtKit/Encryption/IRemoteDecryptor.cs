namespace JwtKit;

/// <summary>Unwraps content keys where the private key is: in an HSM or a cloud's key service. Must be safe for concurrent use.</summary>
public interface IRemoteDecryptor
{
    /// <summary>RSA-OAEP, RSA-OAEP-256 or RSA1_5; fixed for the decryptor's life.</summary>
    KeyManagement KeyManagement { get; }

    /// <summary>The <c>kid</c> by which tokens name the key, at most 256 characters; null if they name none.</summary>
    string? KeyId { get; }

    /// <summary>Unwraps a content key.</summary>
    /// <param name="encryptedKey">The wrapped key as it was received, of any length and content. A copy, which nothing else uses.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>A new array with the content key, which the caller erases; null for anything that cannot be unwrapped.</returns>
    /// <remarks>
    /// <para>Throw only for a fault of the service, which reaches the caller of the validator. A wrong wrapped key is no such fault.</para>
    /// <para>
    /// For RSA1_5, take the same time and the same number of calls for a right and a wrong padding, and return a key of any length as it is. JwtKit puts a
    /// random key in the place of null or of a key of another length, but it cannot even out the time that a service takes: each difference tells a sender
    /// whether the padding was right, and a million such answers decrypt a message. Where the service's own unwrapping differs, offer RSA-OAEP-256 only.
    /// </para>
    /// </remarks>
    ValueTask<byte[]?> UnwrapAsync(ReadOnlyMemory<byte> encryptedKey, CancellationToken cancellationToken);
}
