namespace JwtKit;

/// <summary>Says in the log, once a day, that a certificate or a revocation list is near its end or past it. Not safe for concurrent use.</summary>
internal sealed class ExpiryNotice(TlsPartyLog log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    private TlsMaterial? last;
    private DateTimeOffset next;

    public void Look(TlsMaterial material, TimeSpan before, DateTimeOffset now)
    {
        if (ReferenceEquals(material, last) && now < next)
        {
            return;
        }

        bool said = false;
        (string setting, DateTimeOffset end) = material.FirstToExpire;
        if (now >= end)
        {
            log.Expired(setting, end);
            said = true;
        }
        else if (end - now <= before)
        {
            log.NearExpiry(setting, end);
            said = true;
        }

        if (material.HasOutdatedRevocationListAt(now))
        {
            log.RevocationListOutdated();
            said = true;
        }

        last = material;
        next = said ? now + Pause : now;
    }
}
