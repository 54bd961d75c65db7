namespace JwtKit;

/// <summary>The text members of a received message; null for those that are not there.</summary>
internal readonly record struct FieldsText(string? Version, string? Algorithm, string? Encryption, string? KeyId, string? ContentType)
{
    /// <summary>Whether each says what it must, as far as no key is needed to know. Empty text is authenticated like none, and so is never taken.</summary>
    public bool IsAcceptable(ContentEncryption content) =>
        Version is null or FieldsAssociatedData.Version
        && (Encryption is null || Encryption == content.Name)
        && (KeyId is null || KeyIdRule.FaultOf(KeyId) is null)
        && EnvelopeContentType.IsAbsentOrAcceptable(ContentType);
}
