namespace JwtKit;

/// <summary>For whom an issuer's tokens are.</summary>
public enum TokenPlatform
{
    /// <summary>No platform: tokens of the application's own.</summary>
    None,

    /// <summary>Users of Google Cloud's Contact Center AI Platform: <see cref="JwtKit.Ccai.UserToken"/>.</summary>
    Ccai,

    /// <summary>Users of Kore.ai's Web and mobile SDKs: <see cref="KoreAi.UserToken"/>.</summary>
    KoreAiUser,

    /// <summary>Calls to Kore.ai's public APIs: <see cref="KoreAi.ApiToken"/>.</summary>
    KoreAiApi,
}
