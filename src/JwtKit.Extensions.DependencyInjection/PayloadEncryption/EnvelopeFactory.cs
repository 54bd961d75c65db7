using System.Net.Http.Headers;
using System.Text;

namespace JwtKit;

/// <summary>Makes a payload encryption from its options, or says everything that is wrong with them.</summary>
/// <param name="path">The full configuration key of the payload encryption.</param>
/// <param name="faults">Receives a line per fault, each beginning with the full key of a setting.</param>
/// <param name="hasSection">Whether a section is read, so that sources such as the environment can hold a setting.</param>
internal sealed class EnvelopeFactory(string path, ICollection<string> faults, bool hasSection)
{
    public const int DefaultMaximumLength = 30_000_000;

    private const int LeastMaximumLength = 4096;
    private const int MostMaximumLength = 1_000_000_000;

    /// <summary>Leaves room in a context for the direction and a hash.</summary>
    private const int LongestContext = 256;

    /// <summary>Whether messages can have this length at most; any other is a fault of its entry.</summary>
    public static bool IsAcceptable(int maximumLength) => maximumLength is >= LeastMaximumLength and <= MostMaximumLength;

    /// <summary>The payload encryption with the keys it owns; null after a fault.</summary>
    public EnvelopeProfile? Make(EnvelopeOptions options)
    {
        int before = faults.Count;
        CheckSettings(options);
        List<IDisposable> owned = [];
        EnvelopeKeyNotes notes = new(path, faults, hasSection, owned);
        (EnvelopeKeys? own, EncryptionKey? recipient) = new EnvelopeKeyFactory(notes).Make(options);
        List<RegisteredKey> callers = new RecipientKeyFactory(notes).MakeCallers(options);
        if (faults.Count == before)
        {
            return new EnvelopeProfile
            {
                OwnKeys = own!,
                OwnKeyId = options.KeyId,
                RecipientKey = recipient,
                Callers = callers,
                CallerClaim = options.CallerClaim ?? "client_id",
                Format = options.Format,
                MediaType = options.MediaType ?? DefaultMediaType(options.Format),
                Context = new PayloadContext(options.BindContext ? options.Context : null),
                MaximumLength = options.MaximumLength ?? DefaultMaximumLength,
                Owned = owned,
            };
        }

        owned.ForEach(static key => key.Dispose());
        return null;
    }

    private static string DefaultMediaType(EnvelopeFormat format) =>
        format == EnvelopeFormat.JweJson ? "application/jose+json"
        : format == EnvelopeFormat.JweCompact ? "application/jose"
        : "application/json";

    private void CheckSettings(EnvelopeOptions options)
    {
        if (options.MaximumLength is { } length && !IsAcceptable(length))
        {
            Fault(nameof(options.MaximumLength), $"is {options.MaximumLength}; {LeastMaximumLength} to {MostMaximumLength} bytes are accepted.");
        }

        if (options.MediaType is not null && !(MediaTypeHeaderValue.TryParse(options.MediaType, out MediaTypeHeaderValue? type) && type.Parameters.Count == 0))
        {
            Fault(nameof(options.MediaType), $"{ShownValue.Of(options.MediaType, "application/json", "application/jose", "application/jose+json")} is not a media type; write one without parameters, such as application/jose+json.");
        }

        if (options.KeyId is not null && !PayloadHeaders.IsKeyId(options.KeyId))
        {
            Fault(nameof(options.KeyId), "is not acceptable: 1 to 256 printable ASCII characters are needed, without a space at either end, because a header carries it.");
        }

        if (!options.BindContext && options.Context != EnvelopeOptions.DefaultContext)
        {
            Fault(nameof(options.Context), $"has no effect, since {nameof(options.BindContext)} is false. Take one of the two out.");
        }
        else if (string.IsNullOrEmpty(options.Context) || options.Context.Any(char.IsControl) || !IsShortText(options.Context))
        {
            Fault(nameof(options.Context), $"is not acceptable: 1 to {LongestContext} bytes of UTF-8 without control characters are needed. Set {nameof(options.BindContext)} to false where nothing is to be bound.");
        }
    }

    private static bool IsShortText(string text)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetByteCount(text) <= LongestContext;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    private void Fault(string setting, string text) => faults.Add($"{path}:{setting}: {text}");
}
