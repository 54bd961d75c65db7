namespace JwtKit;

/// <summary>
/// The public APIs of Kore.ai's App Builder and Admin Console that know encrypted payloads (its guide "API Scopes", How Request and Response Payload Encryption
/// Works): where an app enforces payload encryption, requests to these and their responses are encrypted. All other APIs know plain payloads only.
/// </summary>
public static class KoreAiEncryptedEndpoints
{
    /// <summary>What each of them is about. The guide gives no paths.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "Session history",
        "Analytics",
        "Conversation details",
        "User information",
        "User roles",
        "Create users",
        "Update users",
        "Delete users",
        "LLM usage logs",
    ];
}
