using System.Runtime.CompilerServices;
using System.Text.Json;

namespace JwtKit;

/// <summary>The member names of one JSON object so far. The first few are compared in place; a set takes over for larger objects.</summary>
internal ref struct MemberNames
{
    private const int InPlace = 16;

    private readonly ReadOnlySpan<byte> json;
    private FirstNames first;
    private int count;
    private HashSet<string>? all;

    public MemberNames(ReadOnlySpan<byte> json)
    {
        this.json = json;
        first = default;
        Last = default;
    }

    public JsonRange Last { get; private set; }

    /// <summary>Adds the name the reader stands on; false if it was there already or has no UTF-8 form.</summary>
    public bool TryAdd(in Utf8JsonReader reader)
    {
        Last = JsonRange.Of(in reader);
        if (Last.IsEscaped && !JsonEscapes.ArePaired(Last.Raw(json)))
        {
            return false;
        }

        // Escapes are rare in names: the first one sends the object to the set, which holds names in their unescaped form.
        if (all is null && (count == InPlace || Last.IsEscaped))
        {
            all = new HashSet<string>(StringComparer.Ordinal);
            foreach (JsonRange name in first[..count])
            {
                all.Add(name.GetText(json));
            }
        }

        return all is null ? TryAddInPlace() : all.Add(Last.GetText(json));
    }

    private bool TryAddInPlace()
    {
        ReadOnlySpan<byte> added = Last.Raw(json);
        foreach (JsonRange name in first[..count])
        {
            if (PublicBytes.AreEqual(name.Raw(json), added))
            {
                return false;
            }
        }

        first[count++] = Last;
        return true;
    }

    [InlineArray(InPlace)]
    private struct FirstNames
    {
        private JsonRange element;
    }
}
