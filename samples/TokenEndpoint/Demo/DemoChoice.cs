namespace JwtKit.Samples.TokenEndpoint;

/// <summary>A kind of Kore.ai user token that the page can ask for: how it is signed and, if at all, how it is encrypted.</summary>
internal sealed record DemoChoice(SignatureAlgorithm Algorithm, KeyManagement? KeyManagement = null, ContentEncryption? Content = null)
{
    /// <summary>Everything that the platform takes.</summary>
    public static IReadOnlyList<DemoChoice> All { get; } =
    [
        .. from algorithm in KoreAi.SignatureAlgorithms select new DemoChoice(algorithm),
        .. from algorithm in KoreAi.SignatureAlgorithms
           from keyManagement in KoreAi.KeyManagements
           from content in KoreAi.ContentEncryptions
           select new DemoChoice(algorithm, keyManagement, content),
    ];

    /// <summary>The route of its token endpoint.</summary>
    public string Route => KeyManagement is null ? $"/demo/tokens/{Algorithm}" : $"/demo/tokens/{Algorithm}/{KeyManagement}/{Content}";

    /// <summary>The name of its issuer.</summary>
    public string Issuer => KeyManagement is null ? $"demo-{Algorithm}" : $"demo-{Algorithm}-{KeyManagement}-{Content}";

    public IssuerOptions ToOptions() => new()
    {
        Platform = TokenPlatform.KoreAiUser,
        ClientId = DemoApps.For(Algorithm),
        Algorithm = Algorithm.Name,
        KeyId = Algorithm.IsSymmetric ? null : $"demo-{Algorithm.Name.ToLowerInvariant()}",
        Encryption = KeyManagement is null ? null : new IssuerEncryptionOptions { KeyManagement = KeyManagement.Name, Content = Content!.Name },
    };
}
