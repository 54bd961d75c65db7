namespace JwtKit;

/// <summary>How an envelope is written. Sender and receiver agree on it; a message never says which one it is. Immutable and safe for concurrent use.</summary>
public sealed class EnvelopeFormat
{
    private readonly string name;

    private EnvelopeFormat(string name, EnvelopeCodec codec)
    {
        this.name = name;
        Codec = codec;
    }

    /// <summary>A JWE in the flattened JSON serialization (RFC 7516 section 7.2.2) under A256GCM, with the context as <c>aad</c>.</summary>
    public static EnvelopeFormat JweJson { get; } = new(nameof(JweJson), new JweEnvelope(isCompact: false));

    /// <summary>A JWE in the compact serialization (RFC 7516 section 7.1) under A256GCM, with the context as the protected header parameter <c>context</c>.</summary>
    public static EnvelopeFormat JweCompact { get; } = new(nameof(JweCompact), new JweEnvelope(isCompact: true));

    /// <summary>Whether a payload may have a media type: always, but for a format of <see cref="Fields"/> that has no member for it.</summary>
    public bool CarriesContentType => Codec.CarriesContentType;

    internal EnvelopeCodec Codec { get; }

    /// <summary>A flat JSON object with a platform's own names and encodings. Keep the format: making one checks it.</summary>
    /// <param name="fields">The names and encodings.</param>
    /// <exception cref="ArgumentException">A name is missing, too long, no text or there twice, or another choice is none that there is.</exception>
    public static EnvelopeFormat Fields(EnvelopeFields fields) => new(nameof(Fields), new FieldsEnvelope(new FieldsSyntax(fields)));

    /// <summary>JweJson, JweCompact or Fields.</summary>
    public override string ToString() => name;
}
