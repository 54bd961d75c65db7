namespace JwtKit.Samples.KorePlatform;

/// <summary>
/// The public APIs that know encrypted payloads (Kore.ai's guide "API Scopes", How Request and Response Payload Encryption Works): where an app enforces payload encryption,
/// requests to these and their responses are encrypted. All other APIs know plain payloads only. The guide gives paths for some of them.
/// </summary>
internal static class EncryptedEndpoints
{
    /// <summary>In the App Builder.</summary>
    public static IReadOnlyList<(string Name, string? Path)> AppBuilder { get; } =
    [
        ("Session History", "POST /api/public/bot/{id}/getSessions"),
        ("Get Analytics", "POST /api/public/bot/{id}/getAnalytics"),
        ("Conversation Details", null),
        ("All Conversation Data Call Details", null),
        ("LLM Usage Logs", "/api/1.1/public/bot/{id}/getLLMUsageLogs"),
        ("User Information", "/api/public/usersInfo"),
        ("User Roles Details", null),
        ("Create Users", "/api/public/users"),
        ("Update User", null),
        ("Update User Access", null),
        ("Delete Users", null),
    ];

    /// <summary>In the Admin Console.</summary>
    public static IReadOnlyList<(string Name, string? Path)> AdminConsole { get; } =
    [
        ("Session History", "POST /api/public/getSessions"),
        ("User Information", null),
        ("User Roles Details", null),
        ("Create Users", null),
        ("Update Users", null),
        ("Update User Access", null),
        ("Delete Users", null),
        ("LLM Usage Logs", null),
        ("Conversation Details and Summary", null),
    ];
}
