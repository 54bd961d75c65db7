using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace JwtKit;

/// <summary>
/// The claims of a token beyond the registered ones, in the order they were added. Each name is set once; names compare ordinally, case counts.
/// </summary>
/// <remarks>
/// A set is filled where its descriptor is made and is fixed from its first use on: the first signature, <c>with</c> copy or reading. Fixed sets are
/// safe for concurrent use.
/// </remarks>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "A claim set is what RFC 7519 section 2 calls it.")]
public sealed class ClaimSet : IEnumerable<KeyValuePair<string, ClaimValue>>, IEquatable<ClaimSet>
{
    private readonly ClaimTable claims;
    private bool isFixed;

    /// <summary>An empty set.</summary>
    public ClaimSet() => claims = new ClaimTable();

    private ClaimSet(ClaimSet other) => claims = new ClaimTable(other.claims);

    /// <summary>How many claims there are.</summary>
    public int Count => claims.Count;

    /// <summary>Adds a claim, or reads one.</summary>
    /// <param name="name">The claim's name, exactly as it is to be written.</param>
    /// <exception cref="ArgumentException">The name is one that JwtKit writes itself (<c>exp</c>, <c>iat</c>, <c>nbf</c>, <c>iss</c>, <c>sub</c>, <c>aud</c>, <c>jti</c>) or is set already, or the value is <c>default</c>.</exception>
    /// <exception cref="InvalidOperationException">The set is fixed.</exception>
    /// <exception cref="KeyNotFoundException">Reading: there is no such claim.</exception>
    public ClaimValue this[string name]
    {
        get
        {
            isFixed = true;
            return TryGet(name, out ClaimValue value) ? value : throw new KeyNotFoundException($"There is no claim '{name}'.");
        }
        set => Add(name, value);
    }

    /// <summary>Claims from the members of an object, each member one claim.</summary>
    /// <param name="claims">Copied; none of its names may be one that JwtKit writes itself.</param>
    /// <exception cref="ArgumentException">A name is refused, or a value is not strict JSON.</exception>
    public static ClaimSet From(JsonObject claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ClaimSet set = [];
        foreach ((string name, JsonNode? value) in claims)
        {
            set.Add(name, value is null ? ClaimValue.Null : value);
        }

        return set;
    }

    /// <summary>Claims from a typed object, each of its JSON members one claim.</summary>
    /// <typeparam name="T">A type that is written as a JSON object.</typeparam>
    /// <param name="claims">The object; it may change afterwards without changing the claims.</param>
    /// <param name="typeInfo">From a <c>JsonSerializerContext</c>.</param>
    /// <exception cref="ArgumentException">The type is not written as an object, a name is refused, or a value is not strict JSON.</exception>
    public static ClaimSet From<T>(T claims, JsonTypeInfo<T> typeInfo)
    {
        ArgumentNullException.ThrowIfNull(typeInfo);
        JsonElement element = JsonSerializer.SerializeToElement(claims, typeInfo);
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new ArgumentException($"{typeof(T).Name} is written as a JSON {element.ValueKind}; an object is needed, whose members become the claims.", nameof(claims));
        }

        ClaimSet set = [];
        foreach (JsonProperty member in element.EnumerateObject())
        {
            set.Add(member.Name, member.Value);
        }

        return set;
    }

    /// <summary>Adds a claim.</summary>
    /// <inheritdoc cref="this[string]" path="/exception" />
    /// <param name="name">The claim's name, exactly as it is to be written.</param>
    /// <param name="value">The claim's value.</param>
    public void Add(string name, ClaimValue value)
    {
        RequireAcceptable(name, value);
        if (isFixed)
        {
            throw new InvalidOperationException($"The claim '{name}' comes too late: the set has been used and is fixed. With(name, value) makes a changed copy.");
        }

        if (!claims.TryAdd(name, value))
        {
            throw new ArgumentException($"The claim '{name}' is set already; each claim is set once. With(name, value) makes a changed copy.", nameof(name));
        }
    }

    /// <summary>Adds a claim with a typed value.</summary>
    /// <inheritdoc cref="this[string]" path="/exception" />
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="name">The claim's name, exactly as it is to be written.</param>
    /// <param name="value">The value; it may change afterwards without changing the claim.</param>
    /// <param name="typeInfo">From a <c>JsonSerializerContext</c>.</param>
    public void Add<T>(string name, T value, JsonTypeInfo<T> typeInfo) => Add(name, ClaimValue.From(value, typeInfo));

    /// <summary>A copy in which this claim is added, or has another value.</summary>
    /// <param name="name">The claim's name, exactly as it is to be written.</param>
    /// <param name="value">The claim's value.</param>
    /// <exception cref="ArgumentException">The name is one that JwtKit writes itself, or the value is <c>default</c>.</exception>
    public ClaimSet With(string name, ClaimValue value)
    {
        RequireAcceptable(name, value);
        ClaimSet copy = new(this);
        copy.claims.Set(name, value);
        return copy;
    }

    /// <summary>Whether there is a claim of exactly this name.</summary>
    /// <param name="name">The claim's name.</param>
    public bool Contains(string name) => claims.IndexOf(Required(name)) >= 0;

    /// <summary>The claims in order.</summary>
    public IEnumerator<KeyValuePair<string, ClaimValue>> GetEnumerator()
    {
        Fix();
        for (int i = 0; i < Count; i++)
        {
            yield return new KeyValuePair<string, ClaimValue>(claims.NameAt(i), claims.ValueAt(i));
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Equal when both hold the same claims in the same order.</summary>
    /// <param name="other">Another set.</param>
    public bool Equals(ClaimSet? other)
    {
        if (other is null || other.Count != Count)
        {
            return false;
        }

        for (int i = 0; i < Count; i++)
        {
            if (claims.NameAt(i) != other.claims.NameAt(i) || claims.ValueAt(i) != other.claims.ValueAt(i))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as ClaimSet);

    /// <inheritdoc />
    public override int GetHashCode() => claims.Count;

    /// <summary>How many claims there are, never which.</summary>
    public override string ToString() => $"ClaimSet ({Count} claims)";

    /// <summary>Lets nothing be added from here on.</summary>
    internal ClaimSet Fix()
    {
        isFixed = true;
        return this;
    }

    /// <summary>The names in order.</summary>
    internal ReadOnlySpan<string> Names => claims.Names;

    internal bool TryGet(string name, out ClaimValue value)
    {
        int index = claims.IndexOf(Required(name));
        value = index < 0 ? default : claims.ValueAt(index);
        return index >= 0;
    }

    internal void WriteTo(Utf8JsonWriter writer)
    {
        Fix();
        for (int i = 0; i < claims.Count; i++)
        {
            claims.ValueAt(i).WriteTo(writer, claims.NameAt(i));
        }
    }

    private static string Required(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name;
    }

    private static void RequireAcceptable(string name, ClaimValue value)
    {
        WellFormedText.RequireNonEmpty(name, nameof(name));
        if (ClaimNames.IsTime(name))
        {
            throw new ArgumentException(
                $"The claim '{name}' is not written raw: a number of milliseconds there makes a token that lives for 50,000 years, and text makes one that nobody accepts. "
                + $"It comes from {ClaimNames.WrittenBy(name)}, in whole seconds.", nameof(name));
        }

        if (ClaimNames.WrittenBy(name) is { } property)
        {
            throw new ArgumentException($"The claim '{name}' comes from {property}, so that it cannot stand in the token twice.", nameof(name));
        }

        if (value.Kind == JsonValueKind.Undefined)
        {
            throw new ArgumentException($"The claim '{name}' has no value. Leave it out, or write ClaimValue.Null.", nameof(value));
        }
    }
}
