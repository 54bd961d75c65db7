using NUnit.Framework;

namespace JwtKit.Tests.Peers;

/// <summary>Tokens between JwtKit and other .NET libraries in this process: each algorithm, signed and nested, in both directions.</summary>
[TestFixture]
internal sealed class LibraryPairTests
{
    private const string Issuer = "https://id.example.com";
    private const string Audience = "orders-api";
    private const string Subject = "Grüße 😀";

    private static readonly FixedTimeProvider Clock = new(SamplePolicy.Now);

    private static IEnumerable<PeerPair> Signed => PeerMatrix.Signatures.Where(static pair => PeerMatrix.Obstacle(pair) is null);

    private static IEnumerable<PeerPair> Nested => PeerMatrix.Encryptions.Where(static pair => PeerMatrix.Obstacle(pair) is null);

    private static IEnumerable<PeerPair> Impossible => PeerMatrix.Signatures.Concat(PeerMatrix.Encryptions).Where(static pair => PeerMatrix.Obstacle(pair) is not null);

    private static IEnumerable<PeerPair> Hindered => Impossible.Where(PeerMatrix.IsHindered);

    private static IEnumerable<PeerPair> SignedThere => Signed.Where(static pair => pair.Direction == PeerPair.Writes);

    private static IEnumerable<PeerPair> SignedHere => Signed.Where(static pair => pair.Direction == PeerPair.Reads);

    private static IEnumerable<PeerPair> NestedThere => Nested.Where(static pair => pair.Direction == PeerPair.Writes);

    private static IEnumerable<PeerPair> NestedHere => Nested.Where(static pair => pair.Direction == PeerPair.Reads);

    /// <summary>A matrix that shrinks in silence would prove nothing.</summary>
    [Test]
    public void Meets_as_many_pairs_as_were_counted() =>
        Assert.That((Signed.Count(), Nested.Count(), Impossible.Count()), Is.EqualTo((44, 114, 82)));

    [Test]
    public void Counts_what_peers_cannot_do() => Assert.That(
        Impossible.GroupBy(static pair => $"{pair.Peer} {PeerMatrix.Obstacle(pair)}", static (reason, pairs) => (reason, pairs.Count())),
        Is.EquivalentTo(new[]
        {
            ("jwt-dotnet has no RS algorithm but RS256", 4),
            ("jwt-dotnet has no JWE", 48),
            ("IdentityModel has no RSA-OAEP-256", 12),
            ("IdentityModel does not encrypt under GCM", 9),
            ("IdentityModel decrypts GCM on Windows only", 9),
        }));

    /// <summary>One that learns it belongs into the matrix.</summary>
    [TestCaseSource(nameof(Hindered))]
    public void A_peer_still_cannot(PeerPair pair) => Assert.That(() => UseThere(pair), Throws.Exception);

    [TestCaseSource(nameof(SignedHere))]
    public void The_peer_reads_our_token(PeerPair pair)
    {
        using SigningKey key = TestSigningKeys.Create(pair.Algorithm, PeerKeys.KeyId);
        string token = Jwt.Sign(Order(), key, Clock);

        Assert.That(Of(pair).Verify(pair.Algorithm, token), Is.EqualTo(RawToken.PayloadOf(token)));
    }

    [TestCaseSource(nameof(SignedHere))]
    public void The_peer_refuses_our_token_with_a_changed_signature(PeerPair pair)
    {
        using SigningKey key = TestSigningKeys.Create(pair.Algorithm, PeerKeys.KeyId);
        string token = Jwt.Sign(Order(), key, Clock);

        Assert.That(() => Of(pair).Verify(pair.Algorithm, WithChangedEnd(token)), Throws.Exception);
    }

    [TestCaseSource(nameof(SignedThere))]
    public async Task We_read_the_token_of_the_peer(PeerPair pair) =>
        Assert.That((await ValidateAsync(pair.Algorithm, SignThere(pair))).Token?.Subject, Is.EqualTo(Subject));

    [TestCaseSource(nameof(SignedThere))]
    public async Task We_refuse_the_token_of_the_peer_with_a_changed_signature(PeerPair pair) =>
        Assert.That((await ValidateAsync(pair.Algorithm, WithChangedEnd(SignThere(pair)))).Failure?.Code, Is.EqualTo(TokenFailureCodes.InvalidSignature));

    [TestCaseSource(nameof(NestedHere))]
    public void The_peer_opens_our_nested_token(PeerPair pair)
    {
        (string way, string content) = Split(pair.Algorithm);
        using SigningKey signer = TestSigningKeys.Create("HS256", PeerKeys.KeyId);
        using EncryptionKey receiver = PeerKeys.Encryption(way, content);
        string token = Jwt.SignAndEncrypt(Order(), signer, receiver.Using(PeerKeys.Cipher(content)), Clock);

        Assert.That(Of(pair).Verify("HS256", Of(pair).Decrypt(way, content, token)), Does.Contain("orders:read"));
    }

    [TestCaseSource(nameof(NestedHere))]
    public void The_peer_refuses_our_nested_token_with_a_changed_tag(PeerPair pair)
    {
        (string way, string content) = Split(pair.Algorithm);
        using SigningKey signer = TestSigningKeys.Create("HS256", PeerKeys.KeyId);
        using EncryptionKey receiver = PeerKeys.Encryption(way, content);
        string token = Jwt.SignAndEncrypt(Order(), signer, receiver.Using(PeerKeys.Cipher(content)), Clock);

        Assert.That(() => Of(pair).Decrypt(way, content, WithChangedEnd(token)), Throws.Exception);
    }

    [TestCaseSource(nameof(NestedThere))]
    public async Task We_open_the_nested_token_of_the_peer(PeerPair pair) =>
        Assert.That((await ValidateNestedAsync(pair.Algorithm, EncryptThere(pair))).Token?.Subject, Is.EqualTo(Subject));

    [TestCaseSource(nameof(NestedThere))]
    public async Task We_refuse_the_nested_token_of_the_peer_with_a_changed_tag(PeerPair pair) =>
        Assert.That((await ValidateNestedAsync(pair.Algorithm, WithChangedEnd(EncryptThere(pair)))).Failure?.Code, Is.EqualTo(TokenFailureCodes.DecryptionFailed));

    private static LibraryPeer Of(PeerPair pair) => LibraryPeer.Of(pair.Peer);

    private static (string Way, string Content) Split(string algorithm) => algorithm.Split(' ') is [string way, string content] ? (way, content) : throw new ArgumentException(algorithm, nameof(algorithm));

    private static JwtDescriptor Order() => new()
    {
        Lifetime = TimeSpan.FromMinutes(5),
        Issuer = Issuer,
        Audiences = [Audience],
        Subject = Subject,
        Claims = { ["scope"] = "orders:read" },
    };

    private static string Claims()
    {
        long now = Clock.Now.ToUnixTimeSeconds();
        return $$"""{"iss":"{{Issuer}}","aud":"{{Audience}}","sub":"{{Subject}}","iat":{{now}},"exp":{{now + 300}}}""";
    }

    private static string SignThere(PeerPair pair) => Of(pair).Sign(pair.Algorithm, Claims(), PeerKeys.KeyId);

    private static string EncryptThere(PeerPair pair)
    {
        (string way, string content) = Split(pair.Algorithm);
        return Of(pair).Encrypt(way, content, Of(pair).Sign("HS256", Claims(), PeerKeys.KeyId), PeerKeys.KeyId);
    }

    private static string UseThere(PeerPair pair)
    {
        if (!pair.Algorithm.Contains(' ', StringComparison.Ordinal))
        {
            using SigningKey key = TestSigningKeys.Create(pair.Algorithm, PeerKeys.KeyId);
            return pair.Direction == PeerPair.Writes ? SignThere(pair) : Of(pair).Verify(pair.Algorithm, Jwt.Sign(Order(), key, Clock));
        }

        (string way, string content) = Split(pair.Algorithm);
        using EncryptionKey receiver = PeerKeys.Encryption(way, content);
        return pair.Direction == PeerPair.Writes
            ? Of(pair).Encrypt(way, content, RawToken.Hs256("""{"alg":"HS256"}""", Claims()), PeerKeys.KeyId)
            : Of(pair).Decrypt(way, content, Jwe.Encrypt("e30"u8, receiver.Using(PeerKeys.Cipher(content))));
    }

    /// <summary>With another first character of the last segment, all of whose bits count.</summary>
    private static string WithChangedEnd(string token)
    {
        int at = token.LastIndexOf('.') + 1;
        return token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..];
    }

    private static async Task<ValidationOutcome> ValidateAsync(string algorithm, string token)
    {
        using VerificationKey key = TestSigningKeys.CreateVerification(algorithm, PeerKeys.KeyId);
        return await new JwtValidator(Policy(key), Clock).ValidateAsync(token);
    }

    private static async Task<ValidationOutcome> ValidateNestedAsync(string algorithm, string token)
    {
        (string way, string content) = Split(algorithm);
        using VerificationKey key = TestSigningKeys.CreateVerification("HS256", PeerKeys.KeyId);
        using DecryptionKey opener = PeerKeys.Decryption(way, content);
        return await new JwtValidator(Policy(key, opener), Clock).ValidateAsync(token);
    }

    private static ValidationPolicy Policy(VerificationKey key, params DecryptionKey[] openers) => new()
    {
        Keys = [key],
        DecryptionKeys = openers,
        Issuer = Issuer,
        Audience = Audience,
        Use = TokenUse.Reusable,
    };
}
