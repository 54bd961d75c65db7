namespace JwtKit.Tests;

/// <summary>RSA keys of an issuer, made once, and the sets in which it publishes them.</summary>
internal static class PublishedSet
{
    private static readonly Lazy<SigningKey> LazyThird = new(static () => SigningKey.Rs256(RsaPrivateKey.Generate(), "third"));

    public static SigningKey First { get; } = SigningKey.Rs256(RsaPrivateKey.FromPem(TestKeys.Pkcs8), "first");

    public static SigningKey Second { get; } = SigningKey.Rs256(RsaPrivateKey.FromPem(SampleKeys.RsaPrivatePem), "second");

    public static SigningKey Third => LazyThird.Value;

    public static string Of(params SigningKey[] keys) => OfJson([.. keys.Select(static key => key.VerificationKey.PublicJwk!.ToJson())]);

    public static string OfJson(params string[] keys) => $$"""{"keys":[{{string.Join(',', keys)}}]}""";

    /// <summary>The first key as a JWK with these members besides <c>kty</c>, <c>n</c> and <c>e</c>, such as <c>,"kid":"first"</c>.</summary>
    public static string FirstWith(string members) =>
        First.VerificationKey.PublicKey!.ToJwk().ToJson()[..^1] + members + "}";
}
