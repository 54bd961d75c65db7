namespace JwtKit;

/// <summary>
/// Payload encryption between two sides, for the HTTP client of one and the endpoints of the other: either each side has an RSA key, of which the other knows
/// the public half, or both share one key of 32 bytes.
/// </summary>
/// <remarks>Not safe for concurrent use; fixed once the host has started.</remarks>
public sealed class EnvelopeOptions
{
    internal const string DefaultContext = "JwtKit";

    /// <summary>A file with the other side's public key: JWK, or PEM (public key or certificate).</summary>
    public string? RecipientKeyFile { get; set; }

    /// <summary>The <c>kid</c> by which the other side knows its key; that of the JWK by default.</summary>
    public string? RecipientKeyId { get; set; }

    /// <summary>A PEM file with the RSA private key of this side, or a PFX file.</summary>
    public string? PrivateKeyFile { get; set; }

    /// <summary>The password of an encrypted <see cref="PrivateKeyFile"/>.</summary>
    /// <value>None by default.</value>
    public string? PrivateKeyPassword { get; set; }

    /// <summary>The <c>kid</c> of this side's key, or of the shared one. A client names it to the server, which may know several keys of that client.</summary>
    /// <value>None by default.</value>
    public string? KeyId { get; set; }

    /// <summary>The private key that this side had before, as PEM or PFX: it still opens what others send for it, while they come to know the new one.</summary>
    /// <value>None by default.</value>
    public string? RetiredPrivateKeyFile { get; set; }

    /// <summary>The password of an encrypted <see cref="RetiredPrivateKeyFile"/>.</summary>
    /// <value>None by default.</value>
    public string? RetiredPrivateKeyPassword { get; set; }

    /// <summary>The <c>kid</c> of the key that this side had before.</summary>
    /// <value>None by default.</value>
    public string? RetiredKeyId { get; set; }

    /// <summary>How message keys are wrapped, by its exact name: RSA-OAEP-256 or RSA-OAEP.</summary>
    /// <value>RSA-OAEP-256 by default.</value>
    public string? KeyManagement { get; set; }

    /// <summary>The key that both sides share, instead of the RSA keys: 32 bytes, spelled as <see cref="SharedKeyEncoding"/> says.</summary>
    public string? SharedKey { get; set; }

    /// <summary>A file that holds the shared key. One line break at its end is not part of it.</summary>
    public string? SharedKeyFile { get; set; }

    /// <summary>How the shared key is spelled.</summary>
    /// <value><see cref="SecretEncoding.Base64"/> by default.</value>
    public SecretEncoding SharedKeyEncoding { get; set; } = SecretEncoding.Base64;

    /// <summary>How messages are written. Configuration names JweJson or JweCompact; a platform's own fields are set by code.</summary>
    /// <value><see cref="EnvelopeFormat.JweJson"/> by default.</value>
    public EnvelopeFormat Format { get; set; } = EnvelopeFormat.JweJson;

    /// <summary>The media type of encrypted messages.</summary>
    /// <value><c>application/jose+json</c> for JweJson, <c>application/jose</c> for JweCompact and <c>application/json</c> for others by default.</value>
    public string? MediaType { get; set; }

    /// <summary>
    /// What the context of each message begins with; the direction, method and address of the request, and its id, follow. The same on both sides.
    /// </summary>
    /// <value><c>JwtKit</c> by default.</value>
    public string Context { get; set; } = DefaultContext;

    /// <summary>
    /// Whether a message counts only for the request that it was sealed for. Without it a message can be replayed to another address; it is for a platform that knows no context.
    /// The same on both sides; <see cref="Context"/> then has no effect.
    /// </summary>
    /// <value>True by default.</value>
    public bool BindContext { get; set; } = true;

    /// <summary>The longest encrypted message, in bytes as they are sent: a payload takes 4/3 of its length and less than 2 KiB more (twice its length in hexadecimal).</summary>
    /// <value>30 000 000 by default.</value>
    public int? MaximumLength { get; set; }

    /// <summary>The claim that says who a caller is, where <see cref="Callers"/> are listed.</summary>
    /// <value><c>client_id</c> by default.</value>
    public string? CallerClaim { get; set; }

    /// <summary>A server's callers with their keys, several keys for one where it has several. Without them all answers are for <see cref="RecipientKeyFile"/>.</summary>
    /// <value>Empty by default.</value>
    public IList<EnvelopeCallerOptions> Callers { get; } = [];

    /// <summary>The other side's key made by code, instead of the file, or the shared one. The caller disposes it.</summary>
    public EncryptionKey? RecipientKey { get; set; }

    /// <summary>This side's keys made by code, instead of the file, or the shared one. The caller disposes them. A client names its <see cref="KeyId"/>, if that is set.</summary>
    public EnvelopeKeys? DecryptionKeys { get; set; }
}
