using Microsoft.Extensions.DependencyInjection;

namespace JwtKit;

/// <summary>A payload encryption, ready for use, with those of its keys that came from configuration.</summary>
internal sealed class EnvelopeProfile : IDisposable
{
    public required EnvelopeKeys OwnKeys { get; init; }

    /// <summary>The id that this side's key is known by; null where it has none.</summary>
    public required string? OwnKeyId { get; init; }

    /// <summary>The other side's key; null for a server whose callers each have their own.</summary>
    public required EncryptionKey? RecipientKey { get; init; }

    public required IReadOnlyList<RegisteredKey> Callers { get; init; }

    public required string CallerClaim { get; init; }

    public required EnvelopeFormat Format { get; init; }

    public required string MediaType { get; init; }

    public required PayloadContext Context { get; init; }

    /// <summary>The longest message in bytes.</summary>
    public required int MaximumLength { get; init; }

    /// <summary>The keys to erase.</summary>
    public required IReadOnlyList<IDisposable> Owned { get; init; }

    /// <summary>The media type to seal with a payload; null where the format has no place for it.</summary>
    public string? Carried(string? contentType) => Format.CarriesContentType && !string.IsNullOrEmpty(contentType) ? contentType : null;

    /// <summary>The media type of an opened payload; JSON for a format that does not say.</summary>
    public string? ContentTypeOf(EnvelopePayload payload) => payload.ContentType switch
    {
        null => Format.CarriesContentType || payload.Content.IsEmpty ? null : "application/json",

        // RFC 7515 section 4.1.10 lets senders leave the prefix out.
        { } type => type.Contains('/', StringComparison.Ordinal) ? type : "application/" + type,
    };

    public void Dispose()
    {
        foreach (IDisposable key in Owned)
        {
            key.Dispose();
        }
    }
}

/// <summary>A caller's key.</summary>
internal sealed record RegisteredKey(string Caller, EncryptionKey Key);

/// <summary>The payload encryptions by name. Safe for concurrent use.</summary>
internal sealed class EnvelopeProfiles(ReloadableTable<EnvelopeProfile> leases)
{
    /// <summary>Those of a host.</summary>
    /// <exception cref="InvalidOperationException">The host has no JwtKit.</exception>
    public static EnvelopeProfiles Of(IServiceProvider services) => services.GetService<EnvelopeProfiles>()
        ?? throw new InvalidOperationException("JwtKit is missing: call builder.Services.AddJwtKit(builder.Configuration.GetSection(\"JwtKit\")).");

    /// <summary>One of them, which follows the configuration as that changes.</summary>
    /// <exception cref="InvalidOperationException">There is none; the message names those there are.</exception>
    public Reloadable<EnvelopeProfile> Find(string name) => leases.Find(name)
        ?? throw new InvalidOperationException($"There is no payload encryption '{name}' under Envelopes; {ConfiguredNames.Describe(leases.Names)}.");
}
