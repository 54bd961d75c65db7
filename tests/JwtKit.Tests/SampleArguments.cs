using System.Buffers;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace JwtKit.Tests;

/// <summary>An acceptable argument for each type that a public member takes; nobody disposes them.</summary>
internal static class SampleArguments
{
    private const string SecretText = "sample-argument-0123456789-abcde";

    public static object Of(Type type) =>
        type == typeof(Guid) ? Ccai.NewVisitor()
        : type.IsValueType ? Activator.CreateInstance(type)!
        : All().FirstOrDefault(type.IsInstanceOfType) ?? throw new ArgumentException($"There is no sample of {type}; add one.", nameof(type));

    /// <summary>Made as far as they are asked for.</summary>
    private static IEnumerable<object> All()
    {
        yield return "text";
        yield return new JwtDescriptor { Lifetime = TimeSpan.FromMinutes(5) };
        yield return new JwtBuilder().ExpiresIn(TimeSpan.FromMinutes(5));
        yield return new ClaimSet();
        yield return Secret.FromText(SecretText);
        yield return SampleKeys.Hs256;
        yield return SampleKeys.Hs256.VerificationKey;
        yield return new[] { SampleKeys.Hs256.VerificationKey };
        yield return Array.Empty<SkippedJwk>();
        yield return SignatureAlgorithm.Rs256;
        yield return new[] { SignatureAlgorithm.Rs256 };
        yield return new TestSigner(SampleKeys.Hs256);
        yield return RsaPrivateKey.FromPem(SampleKeys.RsaPrivatePem);
        yield return RsaPrivateKey.FromPem(SampleKeys.RsaPrivatePem).GetPublicKey();
        yield return new KeyRing<SigningKey>(SampleKeys.NamedHs256);
        yield return KeyManagement.RsaOaep;
        yield return ContentEncryption.A256Gcm;
        yield return EncryptionKey.Direct(Secret.FromText(SecretText));
        yield return EncryptionKey.Direct(Secret.FromText(SecretText)).Using(ContentEncryption.A256Gcm);
        yield return DecryptionKey.Direct(Secret.FromText(SecretText));
        yield return new[] { DecryptionKey.Direct(Secret.FromText(SecretText)) };
        yield return new ArrayBufferWriter<byte>();
        yield return new MemoryStream();
        yield return EnvelopeContext.FromString("context");
        yield return new EnvelopeKeys(DecryptionKey.Direct(Secret.FromText(SecretText)));
        yield return EnvelopeFormat.JweJson;
        yield return new EnvelopeFields();
        yield return new EnvelopePayload([], 0, contentType: null, keyId: null);
        yield return new InMemoryReplayStore();
        yield return new DelegateReplayStore(static (_, _, _) => new(true));
        yield return ReplayId.Create("issuer", "id");
        yield return SamplePolicy.Make();
        yield return new JwtValidator(SamplePolicy.Make());
        yield return new SamplePolicySource(static _ => null);
        yield return Validated();
        yield return new KoreAiApp { ClientId = "cs-1", Keys = [SampleKeys.Hs256.VerificationKey], ReplayStore = new InMemoryReplayStore() };
        yield return new KoreAiAppGrants();
        yield return new KoreAiAppRegistration { ClientId = "cs-1" };
        yield return KoreAiScopes.ChatHistory;
        yield return new Uri("https://id.example.com/jwks.json");
        yield return new JwkSet([SampleKeys.Rs256.VerificationKey.PublicJwk!]);
        yield return SampleKeys.Rs256.VerificationKey.PublicJwk!;
        yield return new JsonObject();
        yield return JsonTypeInfo.CreateJsonTypeInfo<string>(System.Text.Json.JsonSerializerOptions.Default);
    }

    private static ValidatedToken Validated()
    {
        JwtDescriptor descriptor = new() { Lifetime = TimeSpan.FromMinutes(5), Issuer = "cs-1", Audiences = ["orders-api"] };
        FixedTimeProvider clock = new(SamplePolicy.Now);
        return new JwtValidator(SamplePolicy.Make(), clock).ValidateAsync(Jwt.Sign(descriptor, SampleKeys.Hs256, clock)).AsTask().Result.Token!;
    }
}
