namespace JwtKit;

/// <summary>The settings that give one public key.</summary>
internal sealed record PublicKeyPlace
{
    public PublicKeyPlace(string? section, string made, string file, string keyId)
    {
        string before = section is null ? string.Empty : section + ":";
        Made = before + made;
        File = before + file;
        KeyId = before + keyId;
    }

    public string Made { get; }

    public string File { get; }

    public string KeyId { get; }
}
