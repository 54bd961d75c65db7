namespace JwtKit.Tests.Peers;

/// <summary>Every algorithm of JwtKit against every peer, in both directions.</summary>
internal static class PeerMatrix
{
    private const string OnlyOnWindows = "decrypts GCM on Windows only";

    /// <summary>What a peer cannot do, with the reason; tests ask each whether that is still so.</summary>
    private static readonly (string Peer, Func<PeerPair, bool> Concerns, string Reason)[] Unable =
    [
        ("jwt-dotnet", static pair => pair.Algorithm is "RS384" or "RS512", "has no RS algorithm but RS256"),
        ("jwt-dotnet", static pair => pair.Algorithm.Contains(' ', StringComparison.Ordinal), "has no JWE"),
        ("IdentityModel", static pair => pair.Algorithm.StartsWith("RSA-OAEP-256 ", StringComparison.Ordinal), "has no RSA-OAEP-256"),
        ("IdentityModel", static pair => pair.Direction == PeerPair.Writes && pair.Algorithm.EndsWith("GCM", StringComparison.Ordinal), "does not encrypt under GCM"),
        ("IdentityModel", static pair => pair.Direction == PeerPair.Reads && pair.Algorithm.EndsWith("GCM", StringComparison.Ordinal), OnlyOnWindows),
    ];

    public static IEnumerable<PeerPair> Signatures => Pairs(SignatureAlgorithm.All.Select(static algorithm => algorithm.Name));

    public static IEnumerable<PeerPair> Encryptions => Pairs(
        from way in KeyManagement.All
        from cipher in ContentEncryption.All
        select $"{way.Name} {cipher.Name}");

    /// <summary>Null where the peer can.</summary>
    public static string? Obstacle(PeerPair pair) => Array.Find(Unable, unable => unable.Peer == pair.Peer && unable.Concerns(pair)).Reason;

    /// <summary>Whether the obstacle can be seen on this system.</summary>
    public static bool IsHindered(PeerPair pair) => Obstacle(pair) is { } reason && !(reason == OnlyOnWindows && OperatingSystem.IsWindows());

    private static IEnumerable<PeerPair> Pairs(IEnumerable<string> algorithms) =>
        from algorithm in algorithms
        from peer in LibraryPeer.All
        from direction in new[] { PeerPair.Writes, PeerPair.Reads }
        select new PeerPair(peer.Name, direction, algorithm);
}
