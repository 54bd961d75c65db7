using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace JwtKit;

/// <summary>The audiences of a token (RFC 7519 section 4.1.3). One is written as a string, several as an array, none not at all.</summary>
/// <remarks>Written as a collection expression: <c>Audiences = ["orders-api"]</c>. Immutable and safe for concurrent use.</remarks>
[CollectionBuilder(typeof(AudienceList), nameof(Create))]
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "It is a list.")]
public sealed class AudienceList : IReadOnlyList<string>, IEquatable<AudienceList>
{
    private readonly string[] audiences;

    private AudienceList(string[] audiences) => this.audiences = audiences;

    /// <summary>No audience.</summary>
    public static AudienceList Empty { get; } = new([]);

    /// <inheritdoc />
    public int Count => audiences.Length;

    /// <inheritdoc />
    public string this[int index] => audiences[index];

    /// <summary>Copies the audiences.</summary>
    /// <param name="audiences">Not empty texts, each once.</param>
    /// <exception cref="ArgumentException">One is empty, holds half of a surrogate pair, or stands there twice.</exception>
    public static AudienceList Create(ReadOnlySpan<string> audiences)
    {
        foreach (string audience in audiences)
        {
            WellFormedText.RequireNonEmpty(audience, nameof(audiences));
        }

        string[] copy = audiences.ToArray();
        return copy.Distinct(StringComparer.Ordinal).Count() == copy.Length
            ? new AudienceList(copy)
            : throw new ArgumentException("An audience stands in the list twice.", nameof(audiences));
    }

    /// <inheritdoc />
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)audiences).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => audiences.GetEnumerator();

    /// <summary>Equal when both name the same audiences in the same order.</summary>
    /// <param name="other">Another list.</param>
    public bool Equals(AudienceList? other) =>
        other?.Count == Count && audiences.Zip(other.audiences).All(static pair => pair.First == pair.Second);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as AudienceList);

    /// <inheritdoc />
    public override int GetHashCode() => audiences.Aggregate(0, HashCode.Combine);

    /// <summary>How many there are.</summary>
    public override string ToString() => $"AudienceList ({Count})";
}
