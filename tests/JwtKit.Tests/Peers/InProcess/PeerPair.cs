namespace JwtKit.Tests.Peers;

/// <summary>One peer, one direction, one algorithm; or what keeps the two from meeting.</summary>
/// <param name="Peer">The library's name.</param>
/// <param name="Direction"><see cref="Writes"/> or <see cref="Reads"/>, said of the peer.</param>
/// <param name="Algorithm">Such as <c>RS256</c>, or <c>RSA-OAEP A256GCM</c>.</param>
internal readonly record struct PeerPair(string Peer, string Direction, string Algorithm)
{
    public const string Writes = "writes";
    public const string Reads = "reads";

    public override string ToString() => $"{Peer} {Direction} {Algorithm}";
}
