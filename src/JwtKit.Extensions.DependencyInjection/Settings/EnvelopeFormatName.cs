namespace JwtKit;

/// <summary>The formats that configuration can name.</summary>
internal enum EnvelopeFormatName
{
    /// <summary><see cref="EnvelopeFormat.JweJson"/>.</summary>
    JweJson,

    /// <summary><see cref="EnvelopeFormat.JweCompact"/>.</summary>
    JweCompact,
}
