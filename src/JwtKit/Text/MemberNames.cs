using System.Runtime.CompilerServices;
using System.Text.Json;

namespace JwtKit;

/// <summary>The member names of one JSON object so far. The first few are compared in place; a set takes over for larger objects.</summary>
internal ref struct MemberNames
{
    private const int InPlace = 16;

    private readonly ReadOnlySpan<byte> json;
    private FirstNames first;
    private FirstShortNames shortNames;
    private int count;
    private ulong seen;
    private HashSet<string>? all;

    public MemberNames(ReadOnlySpan<byte> json)
    {
        this.json = json;
        first = default;
        shortNames = default;
        Last = default;
        LastShort = 0;
    }

    public JsonRange Last { get; private set; }

    /// <summary>The last name's <see cref="ShortName"/>, escapes resolved.</summary>
    public ulong LastShort { get; private set; }

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

        return all is null ? TryAddInPlace() : TryAddToAll();
    }

    private bool TryAddInPlace()
    {
        ulong added = ShortName.Of(json, Last.Start, Last.Length);
        LastShort = added;
        ulong bit = 1UL << (int)((added * 0x9E3779B97F4A7C15) >> 58);
        if ((seen & bit) != 0 && IsAmongFirst(added))
        {
            return false;
        }

        seen |= bit;
        shortNames[count] = added;
        first[count++] = Last;
        return true;
    }

    private readonly bool IsAmongFirst(ulong added)
    {
        for (int i = 0; i < count; i++)
        {
            if (shortNames[i] == added && PublicBytes.AreEqual(first[i].Raw(json), Last.Raw(json)))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryAddToAll()
    {
        string name = Last.GetText(json);
        LastShort = ShortName.Of(Last.IsEscaped ? System.Text.Encoding.UTF8.GetBytes(name) : Last.Raw(json));
        return all!.Add(name);
    }

    [InlineArray(InPlace)]
    private struct FirstNames
    {
        private JsonRange element;
    }

    [InlineArray(InPlace)]
    private struct FirstShortNames
    {
        private ulong element;
    }
}
