namespace JwtKit;

/// <summary>A receiver's key with the cipher for the content: <c>platform.Using(ContentEncryption.A256Gcm)</c>. Safe for concurrent use, as long as its key lives.</summary>
public sealed class EncryptionTarget
{
    private byte[]? nestedHeader;
    private byte[]? bareHeader;

    internal EncryptionTarget(EncryptionKey key, ContentEncryption content)
    {
        Key = key;
        Content = content;
    }

    /// <summary>The receiver's key.</summary>
    public EncryptionKey Key { get; }

    /// <summary>The cipher for the content.</summary>
    public ContentEncryption Content { get; }

    /// <summary>Key management, cipher and key id.</summary>
    public override string ToString() =>
        Key.KeyId is null ? $"EncryptionTarget ({Key.KeyManagement}, {Content})" : $"EncryptionTarget ({Key.KeyManagement}, {Content}, kid {Key.KeyId})";

    /// <summary>The encoded header segment. That of an ordinary nested token, and that of bytes of which nothing is said, are made once, because they are the same for each.</summary>
    internal byte[] HeaderFor(string? type, string? contentType) => (type, contentType) switch
    {
        (MediaType.Jwt, MediaType.Jwt) => nestedHeader ??= JweHeader.Encode(this, type, contentType),
        (null, null) => bareHeader ??= JweHeader.Encode(this, type, contentType),
        _ => JweHeader.Encode(this, type, contentType),
    };
}
