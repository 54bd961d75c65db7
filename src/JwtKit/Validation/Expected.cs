using System.Text;

namespace JwtKit;

/// <summary>What a policy expects of <c>iss</c> or <c>aud</c>: one text, any of several, or, spelled out, nothing. Compared ordinally and whole.</summary>
/// <remarks>A string converts to it. Immutable and safe for concurrent use.</remarks>
public sealed class Expected
{
    private readonly byte[][] utf8;

    private Expected(string[] values)
    {
        Values = values;
        utf8 = [.. values.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>The claim is not looked at: any issuer, or any audience, will do. Right where the key alone says whose token it is.</summary>
    public static Expected NotChecked { get; } = new([]);

    /// <summary>The accepted texts; none where nothing is checked.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>Whether the claim is looked at.</summary>
    public bool IsChecked => utf8.Length > 0;

    /// <summary>Exactly this text.</summary>
    /// <param name="value">Not empty: an expectation that is empty would switch the check off unseen.</param>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public static implicit operator Expected(string value) => FromString(value);

    /// <summary>Exactly this text.</summary>
    /// <param name="value">Not empty.</param>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public static Expected FromString(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new Expected([Checked(value, nameof(value))]);
    }

    /// <summary>One of these texts.</summary>
    /// <param name="values">At least one, none of them empty.</param>
    /// <exception cref="ArgumentException">There is none, or one is empty.</exception>
    public static Expected AnyOf(params ReadOnlySpan<string> values)
    {
        if (values.IsEmpty)
        {
            throw new ArgumentException("No value was given, which would switch the check off. Expected.NotChecked says so openly.", nameof(values));
        }

        foreach (string value in values)
        {
            Checked(value, nameof(values));
        }

        return new Expected(values.ToArray());
    }

    /// <summary>The accepted texts.</summary>
    public override string ToString() => IsChecked ? string.Join(" or ", Values) : "not checked";

    internal bool Accepts(ReadOnlySpan<byte> json, JsonRange text)
    {
        foreach (byte[] value in utf8)
        {
            if (text.TextEquals(json, value))
            {
                return true;
            }
        }

        return false;
    }

    private static string Checked(string value, string parameterName) => string.IsNullOrEmpty(value)
        ? throw new ArgumentException("The expected value is empty, which would switch the check off. Expected.NotChecked says so openly.", parameterName)
        : WellFormedText.Require(value, parameterName);
}
