using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace JwtKit.AspNetCore.Tests.Samples.Platform;

/// <summary>The platform's stand-in as a program of its own, and an integrator who has the keys of its apps.</summary>
internal sealed class StandIn : IAsyncDisposable
{
    private readonly SampleProcess process;

    private StandIn(SampleProcess process)
    {
        this.process = process;
        Hs256 = SigningKey.Hs256(Secret.FromText(Read("client.secret")));
        Hs512 = SigningKey.Hs512(Secret.FromText(Read("client-512.secret")));
        Rs256 = SigningKey.Rs256(RsaPrivateKey.FromPem(Read("app.pem")));
        Rs512 = SigningKey.Rs512(RsaPrivateKey.FromPem(Read("app.pem")));
    }

    public HttpClient Client => process.Client;

    public SigningKey Hs256 { get; }

    public SigningKey Hs512 { get; }

    public SigningKey Rs256 { get; }

    public SigningKey Rs512 { get; }

    public static string Read(string file) => File.ReadAllText(PathOf(file));

    public static string PathOf(string file) => Path.Combine(SampleProcess.DemoFolder, file);

    public static async Task<StandIn> StartAsync(params (string Name, string Value)[] environment) => new(await SampleProcess.StartAsync("KorePlatform", environment));

    /// <summary>The key of an app, by its Client ID.</summary>
    public SigningKey KeyOf(string clientId) => clientId switch
    {
        "cs-demo-hs512" => Hs512,
        "cs-demo-rs256" => Rs256,
        "cs-demo-rs512" => Rs512,
        _ => Hs256,
    };

    public string User(string clientId = "cs-demo", string subject = "john@example.com") => Jwt.Sign(KoreAi.UserToken(clientId, subject), KeyOf(clientId));

    public string Api(string clientId = "cs-demo") => Jwt.Sign(KoreAi.ApiToken(clientId, "reporting"), KeyOf(clientId));

    /// <summary>What the platform shows to encrypt for.</summary>
    public async Task<EncryptionTarget> TargetAsync(KeyManagement keyManagement, ContentEncryption content)
    {
        using Jwk jwk = Jwk.Parse(await Client.GetStringAsync("/jwk"));
        return EncryptionKey.FromJwk(jwk, keyManagement).Using(content);
    }

    public Task<Answer> ExchangeAsync(string assertion, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, "/api/oAuth/token/jwtgrant", new JsonObject { ["assertion"] = assertion, ["botInfo"] = new JsonObject { ["chatBot"] = "demo" }, ["token"] = new JsonObject() }.ToJsonString(), headers);

    /// <summary>A bearer token for a user.</summary>
    public async Task<string> BearerAsync(string subject = "john@example.com") =>
        (await ExchangeAsync(User(subject: subject))).Json["authorization"]!["accessToken"]!.GetValue<string>();

    /// <summary>A call of the public API with a token of an app.</summary>
    public Task<Answer> CallAsync(string token, string path = "/usersInfo", string? body = """{"emailIds":["john@example.com"]}""", string method = "POST") =>
        SendAsync(HttpMethod.Parse(method), "/api/public" + path, body, ("auth", token));

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using HttpResponseMessage response = await Client.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    public ValueTask DisposeAsync()
    {
        Hs256.Dispose();
        Hs512.Dispose();
        Rs256.Dispose();
        Rs512.Dispose();
        return process.DisposeAsync();
    }
}
