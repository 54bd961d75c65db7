using System.Text;

namespace JwtKit;

/// <summary>What an envelope is for, such as <c>orders/export</c>: authenticated with the content, so that a message made for one purpose does not open for another.</summary>
/// <remarks>
/// Public text, not a secret: some formats send it along in the clear. Compared exactly, byte by byte. Immutable and safe for concurrent use. Never printed,
/// because it may name things.
/// </remarks>
public sealed class EnvelopeContext
{
    /// <summary>The longest context: 1024 bytes of UTF-8.</summary>
    public const int MaximumLength = 1024;

    private readonly byte[] utf8;

    private EnvelopeContext(string text)
    {
        Text = text;
        utf8 = Encoding.UTF8.GetBytes(text);
    }

    /// <summary>No context: the message opens wherever its receiver takes messages without one.</summary>
    public static EnvelopeContext None { get; } = new(string.Empty);

    internal string Text { get; }

    /// <summary>Empty for <see cref="None"/> and for nothing else.</summary>
    internal ReadOnlySpan<byte> Utf8 => utf8;

    /// <summary>The context of this text.</summary>
    /// <param name="context">1 to 1024 bytes of UTF-8 without control characters; <see cref="None"/> is written out.</param>
    /// <exception cref="ArgumentException">The text is empty, too long, or holds a control character or half of a surrogate pair.</exception>
    public static implicit operator EnvelopeContext(string context) => FromString(context);

    /// <summary>The context of this text.</summary>
    /// <param name="context">1 to 1024 bytes of UTF-8 without control characters; <see cref="None"/> is written out.</param>
    /// <exception cref="ArgumentException">The text is empty, too long, or holds a control character or half of a surrogate pair.</exception>
    public static EnvelopeContext FromString(string context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Length == 0)
        {
            throw new ArgumentException("The context is empty; where there is to be none, write EnvelopeContext.None.", nameof(context));
        }

        WellFormedText.Require(context, nameof(context));
        if (context.Any(char.IsControl))
        {
            throw new ArgumentException("The context holds a control character; printable text is needed.", nameof(context));
        }

        int length = Encoding.UTF8.GetByteCount(context);
        return length <= MaximumLength
            ? new EnvelopeContext(context)
            : throw new ArgumentException($"The context has {length} bytes of UTF-8; at most {MaximumLength} are accepted.", nameof(context));
    }

    /// <summary>"EnvelopeContext" or "None", never the text.</summary>
    public override string ToString() => Utf8.IsEmpty ? "None" : nameof(EnvelopeContext);
}
