using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>No public type prints a subject, a claim, a token id or anything of a key.</summary>
[TestFixture]
internal sealed class PrintedTextTests
{
    private const string Marker = "sensitive-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789";

    /// <summary>Public types without an instance, or whose text is an expectation, a fixed sentence or an exception's message by design.</summary>
    private static readonly Type[] WithoutInstance =
    [
        typeof(Jwt),
        typeof(Jws),
        typeof(Jwe),
        typeof(KoreAi),
        typeof(Ccai),
        typeof(TokenFailureCodes),
        typeof(IPolicySource),
        typeof(IRemoteSigner),
        typeof(IRemoteDecryptor),
        typeof(IIdentifiedKey),
        typeof(KeyRingExtensions),
        typeof(JwkSetFault),
        typeof(VerificationKeys),
        typeof(IReplayStore),
        typeof(ReplayOutcome),
        typeof(TokenRuleException),
        typeof(Expected),
        typeof(PayloadEnvelope),
        typeof(EnvelopePayloadStream),
        typeof(EnvelopeDamagedException),
        typeof(KaizalaClaimTypes),
        typeof(KoreAiScopes),
        typeof(IKoreAiAppRegistry),
    ];

    private static object[] Instances
    {
        get
        {
            JwtDescriptor descriptor = new()
            {
                Lifetime = TimeSpan.FromMinutes(5),
                Issuer = Marker,
                Subject = Marker,
                Audiences = [Marker],
                TokenId = TokenId.Exactly(Marker),
                Claims = { [Marker] = Marker },
            };
            FixedTimeProvider clock = new(SamplePolicy.Now);
            SigningKey key = SigningKey.Hs256(Secret.FromText(Marker));
            ValidationPolicy policy = SamplePolicy.Make(keys: [key.VerificationKey], issuer: Marker, audience: Marker);
            ValidationPolicy otherIssuer = SamplePolicy.Make(keys: [key.VerificationKey], issuer: "other", audience: Marker);
            RsaPrivateKey privateKey = RsaPrivateKey.FromPem(SampleKeys.RsaPrivatePem);
            return
            [
                descriptor,
                descriptor.Claims,
                descriptor.Claims[Marker],
                descriptor.Audiences,
                descriptor.TokenId,
                descriptor.Lifetime,
                new JwtBuilder().Subject(Marker).Claim(Marker, Marker),
                Secret.FromText(Marker),
                key,
                key.VerificationKey,
                key.Algorithm,
                privateKey,
                privateKey.GetPublicKey(),
                SampleKeys.Rs256.VerificationKey.PublicJwk!,
                Jwk.Parse($$"""{"kty":"oct","k":"{{System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.ASCII.GetBytes(Marker))}}"}"""),
                new JwkSet([SampleKeys.Rs256.VerificationKey.PublicJwk!]),
                new KeyRing<SigningKey>(key),
                ReplayId.Create(Marker, Marker),
                new InMemoryReplayStore(),
                new DelegateReplayStore(static (_, _, _) => new(true)),
                EncryptionKey.Direct(Secret.FromText(Marker[..32])),
                EncryptionKey.Direct(Secret.FromText(Marker[..32])).Using(ContentEncryption.A256Gcm),
                DecryptionKey.Direct(Secret.FromText(Marker[..32])),
                DecryptionKey.RsaOaep(RsaPrivateKey.FromPem(SampleKeys.RsaPrivatePem)),
                KeyManagement.Rsa15,
                ContentEncryption.A256Gcm,
                EnvelopeContext.FromString(Marker),
                new EnvelopeKeys(DecryptionKey.Direct(Secret.FromText(Marker[..32]))),
                EnvelopeFormat.JweJson,
                new EnvelopeFields(),
                EnvelopeEncoding.Base64,
                EnvelopeTag.Separate,
                new EnvelopePayload(System.Text.Encoding.ASCII.GetBytes(Marker), Marker.Length, contentType: null, keyId: null),
                EnvelopeStreamResult.Opened(1, Marker),
                policy,
                TokenUse.Reusable,
                new JwksResolver(new Uri($"https://id.example.com/{Marker}?{Marker}"), SignatureAlgorithm.Rs256),
                new JwksResolverOptions(),
                new SkippedJwk(1, "key-id", "RSA", "sensitive", SkippedJwk.UnsupportedAlgorithm, "The JWK's \"alg\" names no RSA algorithm that is supported."),
                new JwksFailure(JwksFailure.Unreachable, "The keys could not be fetched: ConnectionError.", SamplePolicy.Now),
                TokenUse.OneTime(new InMemoryReplayStore(), Marker),
                KoreAiAliases.All,
                KoreAiTokenKind.Api,
                new KoreAiApp { ClientId = Marker, Keys = [key.VerificationKey], ReplayStore = new InMemoryReplayStore() },
                new KoreAiPolicySource(new SampleKoreAiRegistry(), KoreAiTokenKind.Api),
                new JwtValidator(policy, clock),
                Outcome(policy),
                Outcome(policy).Token!,
                Outcome(otherIssuer),
                Outcome(otherIssuer).Failure!,
                Kaizala(),
                KoreAiScopes.ChatHistory,
                KoreAiTableAccess.All,
                new KoreAiAppGrants { Tables = new Dictionary<string, KoreAiTableAccess> { [Marker] = KoreAiTableAccess.Read } },
                new KoreAiAppRegistration { ClientId = Marker, Name = Marker },
                new TokenHint { KeyId = Marker, Algorithm = Marker, Issuer = Marker }.With(Marker, Marker),
            ];

            static KaizalaUser Kaizala()
            {
                string json = $$"""{"id":"3f2504e0-4f89-41d3-9a0c-0305e82c3301","name":"{{Marker}}","phoneNumber":"{{Marker}}","pictureUrl":"{{Marker}}","actionPackageId":"{{Marker}}"}""";
                return KaizalaUser.TryParse(System.Text.Encoding.UTF8.GetBytes(json), out KaizalaUser? user) ? user : throw new InvalidOperationException("The sample is not read.");
            }

            ValidationOutcome Outcome(ValidationPolicy by)
            {
                Task<ValidationOutcome> outcome = new JwtValidator(by, clock).ValidateAsync(Jwt.Sign(descriptor, key, clock)).AsTask();
                return outcome.GetAwaiter().GetResult();
            }
        }
    }

    [TestCaseSource(nameof(Instances))]
    public void Holds_nothing_of_content_or_key(object instance) => Assert.That(instance.ToString(), Does.Not.Contain("sensitive"));

    [Test]
    public void Covers_each_public_type()
    {
        IEnumerable<Type> covered = Instances.Select(static instance => instance.GetType() is { IsGenericType: true } generic ? generic.GetGenericTypeDefinition() : instance.GetType()).Concat(WithoutInstance).Distinct();

        Assert.That(covered, Is.EquivalentTo(typeof(Jwt).Assembly.GetExportedTypes()));
    }
}
