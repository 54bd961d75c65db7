namespace JwtKit.Tests.Peers;

/// <summary>Another .NET library, used as its own documentation shows, with the keys of <see cref="PeerKeys"/>.</summary>
internal abstract class LibraryPeer
{
    public static IReadOnlyList<LibraryPeer> All { get; } = [new JoseJwtPeer(), new IdentityModelPeer(), new JwtDotnetPeer(), new BouncyCastlePeer()];

    public abstract string Name { get; }

    /// <summary>A token over exactly this JSON, with <c>alg</c>, <c>typ: JWT</c> and <c>kid</c>.</summary>
    public abstract string Sign(string algorithm, string json, string keyId);

    /// <summary>The JSON under a signature that is right; throws where it is not.</summary>
    public abstract string Verify(string algorithm, string token);

    /// <summary>A token inside a JWE, with <c>cty: JWT</c> and <c>kid</c>.</summary>
    public abstract string Encrypt(string keyManagement, string content, string token, string keyId);

    /// <summary>What is inside a JWE; throws where it cannot be decrypted.</summary>
    public abstract string Decrypt(string keyManagement, string content, string jwe);

    public static LibraryPeer Of(string name) => All.Single(peer => peer.Name == name);

    public sealed override string ToString() => Name;
}
