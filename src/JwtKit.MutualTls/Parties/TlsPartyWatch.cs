using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace JwtKit;

/// <summary>
/// Keeps a party's material and follows its files. A change is taken over when two looks in a row found the same content, so that files which are
/// written one after the other are not mixed; what is not valid is logged once, and the last good material stays.
/// </summary>
/// <remarks><see cref="Current"/> is safe for concurrent use; looks never overlap.</remarks>
internal sealed class TlsPartyWatch : IDisposable
{
    /// <summary>Between two looks at the files.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Func<MutualTlsOptions?> settings;
    private readonly string path;
    private readonly TimeProvider timeProvider;
    private readonly TlsPartyLog log;
    private readonly ExpiryNotice notice;
    private readonly ITimer timer;

    private volatile TlsMaterial current;
    private volatile MutualTlsOptions options;
    private byte[] taken;
    private byte[] seen;
    private byte[] refused = [];
    private DateTimeOffset retryAt = DateTimeOffset.MaxValue;

    /// <param name="options">The settings to begin with.</param>
    /// <param name="settings">The settings as they are at the time of a look; null where there are none any more, and the last ones stay.</param>
    /// <param name="path">The full configuration key of the party.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="log">For changes and ends.</param>
    /// <exception cref="OptionsValidationException">The files have faults.</exception>
    public TlsPartyWatch(MutualTlsOptions options, Func<MutualTlsOptions?> settings, string path, TimeProvider timeProvider, TlsPartyLog log)
    {
        this.options = options;
        this.settings = settings;
        this.path = path;
        this.timeProvider = timeProvider;
        this.log = log;
        notice = new ExpiryNotice(log);
        using PartyFiles files = PartyFiles.Read(options);
        List<string> faults = [];
        current = new TlsMaterialFactory(path, faults).Make(options, files) ?? throw new OptionsValidationException(Options.DefaultName, typeof(JwtKitOptions), faults);
        taken = seen = files.Fingerprint();
        notice.Look(current, options.WarnBeforeExpiry, timeProvider.GetUtcNow());

        // Once, and again after each look: looks that take long must not overlap.
        timer = timeProvider.CreateTimer(static watch => ((TlsPartyWatch)watch!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(Interval, Timeout.InfiniteTimeSpan);
    }

    public TlsMaterial Current => current;

    public TimeSpan WarnBeforeExpiry => options.WarnBeforeExpiry;

    /// <summary>Whether the files hold something else than what is in use, and that was refused.</summary>
    public bool HasRefusedChange => Volatile.Read(ref refused).Length > 0;

    public void Dispose() => timer.Dispose();

    private void Look()
    {
        try
        {
            DateTimeOffset now = timeProvider.GetUtcNow();
            CheckForChange(now);
            notice.Look(current, options.WarnBeforeExpiry, now);
        }
        catch (Exception e)
        {
            // Nothing above is known to throw, and on a timer an exception would end the process.
            log.PollFailed(e.GetType().Name);
        }
        finally
        {
            Rearm();
        }
    }

    private void Rearm()
    {
        try
        {
            timer.Change(Interval, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // Disposed during the look.
        }
    }

    private void CheckForChange(DateTimeOffset now)
    {
        MutualTlsOptions latest = settings() ?? options;
        using PartyFiles files = PartyFiles.Read(latest);
        byte[] found = files.Fingerprint();
        bool isSettled = AreEqual(found, seen);
        seen = found;
        if (AreEqual(found, taken))
        {
            refused = [];
        }
        else if (isSettled && (!AreEqual(found, refused) || now >= retryAt))
        {
            TakeOver(latest, files, found, now);
        }
    }

    private void TakeOver(MutualTlsOptions latest, PartyFiles files, byte[] found, DateTimeOffset now)
    {
        List<string> faults = [];
        TlsMaterial? material = new TlsMaterialFactory(path, faults).Make(latest, files);
        if (material is not null && material.NotAfter > now && material.NotBefore <= now)
        {
            current = material;
            options = latest;
            taken = found;
            refused = [];
            log.Reloaded(material.NotAfter);
            return;
        }

        refused = found;
        retryAt = material?.NotBefore > now ? material.NotBefore : DateTimeOffset.MaxValue;
        log.ChangeRefused(material is null ? string.Join(' ', faults)
            : material.NotBefore > now ? $"{path}:{nameof(options.CertificateFile)}: begins at {material.NotBefore.UtcDateTime:u}, and is taken over then."
            : $"{path}:{nameof(options.CertificateFile)}: ended at {material.NotAfter.UtcDateTime:u}.");
    }

    private static bool AreEqual(byte[] left, byte[] right) => CryptographicOperations.FixedTimeEquals(left, right);
}

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
