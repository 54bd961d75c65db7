namespace JwtKit.Tests;

/// <summary>The registered app that Kore.ai tests vary in one point each, and the tokens it sends. Nobody disposes the keys.</summary>
internal static class SampleKoreAi
{
    /// <summary>Exactly 1 hour after <see cref="SamplePolicy.Now"/>.</summary>
    public const long InOneHour = 1767229200;

    /// <summary>A user payload that the policy accepts, without <c>jti</c>, open at its end for further members.</summary>
    public const string OpenUser = """{"iss":"cs-1","sub":"john","aud":"https://idproxy.kore.com/authorize","exp":1767225900""";

    /// <summary>An API payload that the policy accepts, without <c>jti</c>, open at its end for further members.</summary>
    public const string OpenApi = """{"appId":"cs-1","sub":"reporting","exp":1767225900""";

    public static FixedTimeProvider Clock { get; } = new(SamplePolicy.Now);

    public static DecryptionKey OaepKey { get; } = DecryptionKey.RsaOaep(RsaPrivateKey.FromPem(TestKeys.Pkcs8), "k-1");

    public static KoreAiApp App => new()
    {
        ClientId = "cs-1",
        Keys = [SampleKeys.Hs256.VerificationKey],
        ReplayStore = new InMemoryReplayStore(timeProvider: Clock) { AcceptEarlierTokens = true },
    };

    public static string User(string members = "") => RawToken.WithPayload(OpenUser + members + "}");

    public static string Api(string members = "") => RawToken.WithPayload(OpenApi + members + "}");

    public static string Encrypt(JwtDescriptor token, ContentEncryption? content = null, KeyManagement? management = null) =>
        Jwt.SignAndEncrypt(token, SampleKeys.Hs256, Target(content ?? ContentEncryption.A256Gcm, management), Clock);

    public static EncryptionTarget Target(ContentEncryption content, KeyManagement? management = null) =>
        new TestEncryption(management ?? KeyManagement.RsaOaep, content).NewTarget("k-1");

    /// <summary>The verdict on the same token, or several, one after the other.</summary>
    public static async Task<string> CodesOf(ValidationPolicy policy, params string[] tokens)
    {
        List<string> codes = [];
        foreach (string token in tokens)
        {
            codes.Add(await Verdict.CodeOf(token, policy));
        }

        return string.Join(", ", codes);
    }
}
