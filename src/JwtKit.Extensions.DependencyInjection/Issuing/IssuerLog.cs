using Microsoft.Extensions.Logging;

namespace JwtKit;

/// <summary>What an issuer logs. The audit event, one per issued token, has the issuer's name and the key id, and nothing of the token.</summary>
internal sealed partial class IssuerLog(ILogger logger, string issuer, string keyId)
{
    public void Issued() => Issued(logger, issuer, keyId);

    public void NearLimit(TimeSpan lifetime) => NearLimit(logger, issuer, lifetime);

    [LoggerMessage(EventId = 1, EventName = "TokenIssued", Level = LogLevel.Information, Message = "Issued a token: issuer {Issuer}, key id {KeyId}.")]
    private static partial void Issued(ILogger logger, string issuer, string keyId);

    [LoggerMessage(EventId = 2, EventName = "LifetimeNearLimit", Level = LogLevel.Warning, Message = "The issuer {Issuer} makes tokens with a jti that live {Lifetime}; the platform refuses them above 1 hour, and a clock that runs ahead by a few minutes is enough. Stay under 55 minutes.")]
    private static partial void NearLimit(ILogger logger, string issuer, TimeSpan lifetime);
}
