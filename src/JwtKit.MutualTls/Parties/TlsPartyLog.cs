using Microsoft.Extensions.Logging;

namespace JwtKit;

/// <summary>What a party of mutual TLS logs and counts: nothing of keys, and nothing of what the other side's certificate says.</summary>
internal sealed partial class TlsPartyLog(ILogger logger, string party, JwtKitTelemetry? telemetry)
{
    public void ClientRefused(PeerRefusal refusal)
    {
        ClientRefused(logger, party, refusal.Code, refusal.Text);
        telemetry?.TlsRefused(party, TelemetryNames.Client, refusal.Code);
    }

    public void ServerRefused(PeerRefusal refusal)
    {
        ServerRefused(logger, party, refusal.Code, refusal.Text);
        telemetry?.TlsRefused(party, TelemetryNames.Server, refusal.Code);
    }

    public void Reloaded(DateTimeOffset notAfter) => Reloaded(logger, party, notAfter.UtcDateTime);

    public void ChangeRefused(string faults) => ChangeRefused(logger, party, faults);

    public void PollFailed(string exceptionType) => PollFailed(logger, party, exceptionType);

    public void NearExpiry(string setting, DateTimeOffset notAfter) => NearExpiry(logger, party, setting, notAfter.UtcDateTime);

    public void Expired(string setting, DateTimeOffset notAfter) => Expired(logger, party, setting, notAfter.UtcDateTime);

    public void RevocationListOutdated() => RevocationListOutdated(logger, party);

    [LoggerMessage(EventId = 10, EventName = "ClientCertificateRefused", Level = LogLevel.Warning, Message = "MutualTls {Party} refused a client's certificate ({Code}): {Reason}.")]
    private static partial void ClientRefused(ILogger logger, string party, string code, string reason);

    [LoggerMessage(EventId = 11, EventName = "ServerCertificateRefused", Level = LogLevel.Warning, Message = "MutualTls {Party} refused a server's certificate ({Code}): {Reason}.")]
    private static partial void ServerRefused(ILogger logger, string party, string code, string reason);

    [LoggerMessage(EventId = 12, EventName = "CertificateFilesReloaded", Level = LogLevel.Information, Message = "MutualTls {Party} took over changed files; its certificate is valid until {NotAfter:u}. New connections use it.")]
    private static partial void Reloaded(ILogger logger, string party, DateTime notAfter);

    [LoggerMessage(EventId = 13, EventName = "CertificateFilesRefused", Level = LogLevel.Error, Message = "MutualTls {Party} keeps its last good files; the changed ones have faults: {Faults}")]
    private static partial void ChangeRefused(ILogger logger, string party, string faults);

    [LoggerMessage(EventId = 14, EventName = "CertificateFilesUnread", Level = LogLevel.Error, Message = "MutualTls {Party} could not look at its files ({ExceptionType}); it keeps the last good ones.")]
    private static partial void PollFailed(ILogger logger, string party, string exceptionType);

    [LoggerMessage(EventId = 15, EventName = "CertificateNearExpiry", Level = LogLevel.Warning, Message = "MutualTls {Party}: a certificate in {Setting} ends at {NotAfter:u}. Replace the file before; no restart is needed.")]
    private static partial void NearExpiry(ILogger logger, string party, string setting, DateTime notAfter);

    [LoggerMessage(EventId = 16, EventName = "CertificateExpired", Level = LogLevel.Error, Message = "MutualTls {Party}: a certificate in {Setting} ended at {NotAfter:u}; connections fail. Replace the file; no restart is needed.")]
    private static partial void Expired(ILogger logger, string party, string setting, DateTime notAfter);

    [LoggerMessage(EventId = 17, EventName = "RevocationListOutdated", Level = LogLevel.Error, Message = "MutualTls {Party}: a list in RevocationListFile is not current; every certificate of its authority is refused. Replace the file; no restart is needed.")]
    private static partial void RevocationListOutdated(ILogger logger, string party);
}
