using Microsoft.Extensions.Logging;

namespace JwtKit;

/// <summary>The audit event: one per issued token, with the issuer's name and the key id, and nothing of the token.</summary>
internal sealed partial class IssuedTokenLog(ILogger logger, string issuer, string keyId)
{
    public void Issued() => Issued(logger, issuer, keyId);

    [LoggerMessage(EventId = 1, EventName = "TokenIssued", Level = LogLevel.Information, Message = "Issued a token: issuer {Issuer}, key id {KeyId}.")]
    private static partial void Issued(ILogger logger, string issuer, string keyId);
}
