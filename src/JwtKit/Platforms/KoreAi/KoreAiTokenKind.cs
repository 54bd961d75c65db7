namespace JwtKit;

/// <summary>Which of Kore.ai's tokens is expected. Their rules differ, so that neither passes for the other.</summary>
public enum KoreAiTokenKind
{
    /// <summary>The token of a Web or mobile SDK user, as <see cref="KoreAi.UserToken"/> makes it.</summary>
    User = 0,

    /// <summary>The token for the public APIs, as <see cref="KoreAi.ApiToken"/> makes it.</summary>
    Api = 1,
}
