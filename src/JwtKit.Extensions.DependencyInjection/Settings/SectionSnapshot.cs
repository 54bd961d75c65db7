using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace JwtKit;

/// <summary>A configuration section with everything below it, as it was when it was read. Reading costs one pass over the keys of its sources.</summary>
/// <remarks>
/// <see cref="IConfiguration.GetChildren"/> goes through all keys of all sources at each call, so that asking it once for each entry costs the square of the
/// number of entries. No public member lists the keys of a source in one pass: the key dictionary of <see cref="ConfigurationProvider"/> is protected, and a
/// section does not show its root. Both are read by an unsafe accessor, which native AOT supports. A source of another kind, or one whose dictionary
/// does not agree with its public answers, is read by <see cref="IConfigurationProvider.GetChildKeys"/>, and a
/// root of another type than those of the package by its public members alone. Safe for concurrent use.
/// </remarks>
internal sealed class SectionSnapshot : IConfigurationSection
{
    private const char Delimiter = ':';

    private readonly Dictionary<string, SectionSnapshot> children = new(StringComparer.OrdinalIgnoreCase);
    private IConfigurationSection[]? sorted;

    private SectionSnapshot(string key, string path)
    {
        Key = key;
        Path = path;
    }

    public string Key { get; }

    public string Path { get; }

    public string? Value { get; set; }

    /// <exception cref="NotSupportedException">On writing: a snapshot does not change.</exception>
    public string? this[string key]
    {
        get => Find(key)?.Value;
        set => throw new NotSupportedException("A snapshot of the configuration does not change.");
    }

    /// <summary>Reads a section and everything below it.</summary>
    public static SectionSnapshot Read(IConfigurationSection section)
    {
        SectionSnapshot top = new(section.Key, section.Path);
        if (RootOf(section) is not { } root)
        {
            top.Copy(section);
            return top;
        }

        IConfigurationProvider[] providers = [.. root.Providers];
        foreach (string key in providers.SelectMany(provider => KeysOf(provider, section.Path)))
        {
            top.Make(key.AsSpan(section.Path.Length + 1));
        }

        top.Fill(providers);
        return top;
    }

    public IConfigurationSection GetSection(string key) => Find(key) ?? new SectionSnapshot(key[(key.LastIndexOf(Delimiter) + 1)..], $"{Path}{Delimiter}{key}");

    public IEnumerable<IConfigurationSection> GetChildren() => sorted ??= [.. children.Values.OrderBy(static child => child.Key, ConfigurationKeyComparer.Instance)];

    public IChangeToken GetReloadToken() => new CancellationChangeToken(CancellationToken.None);

    private static IConfigurationRoot? RootOf(IConfigurationSection section)
    {
        try
        {
            return section is ConfigurationSection own && IsPlain(Root(own)) ? Root(own) : null;
        }
        catch (MissingFieldException)
        {
            // Another version of the package keeps its root elsewhere; then the public members have to do.
            return null;
        }
    }

    /// <summary>Whether a root shows what its providers have, and nothing else. One of another type may change keys and values.</summary>
    private static bool IsPlain(IConfigurationRoot root) => root.GetType() == typeof(ConfigurationRoot) || root.GetType() == typeof(ConfigurationManager);

    /// <summary>The full keys of a source below a path. One may come twice.</summary>
    private static IEnumerable<string> KeysOf(IConfigurationProvider provider, string path)
    {
        if (provider is ChainedConfigurationProvider { Configuration: IConfigurationRoot root } && IsPlain(root))
        {
            return root.Providers.SelectMany(each => KeysOf(each, path));
        }

        if (provider is ConfigurationProvider own)
        {
            string[] keys = [.. Data(own).Keys.Where(key => IsBelow(key, path))];
            if (IsComplete(own, keys, path))
            {
                return keys;
            }
        }

        return Walk(provider, path);
    }

    /// <summary>Whether the source answers by its dictionary alone. One that overrides the look-up need not. Two levels are compared, at two passes over the keys.</summary>
    private static bool IsComplete(ConfigurationProvider provider, string[] keys, string path)
    {
        string? first = keys.FirstOrDefault();
        return Agrees(path) && (first is null || Agrees($"{path}{Delimiter}{Segment(first, path)}"));

        bool Agrees(string level)
        {
            HashSet<string> told = new(provider.GetChildKeys([], level), StringComparer.OrdinalIgnoreCase);
            return told.SetEquals(keys.Where(key => IsBelow(key, level)).Select(key => Segment(key, level)));
        }
    }

    private static IEnumerable<string> Walk(IConfigurationProvider provider, string path)
    {
        foreach (string child in provider.GetChildKeys([], path).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            string key = $"{path}{Delimiter}{child}";
            yield return key;
            foreach (string below in Walk(provider, key))
            {
                yield return below;
            }
        }
    }

    private static bool IsBelow(string key, string path) =>
        key.Length > path.Length && key[path.Length] == Delimiter && key.StartsWith(path, StringComparison.OrdinalIgnoreCase);

    private static string Segment(string key, string path)
    {
        int end = key.IndexOf(Delimiter, path.Length + 1);
        return end < 0 ? key[(path.Length + 1)..] : key[(path.Length + 1)..end];
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_root")]
    private static extern ref IConfigurationRoot Root(ConfigurationSection section);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Data")]
    private static extern IDictionary<string, string?> Data(ConfigurationProvider provider);

    /// <summary>
    /// Reads the values as the configuration itself does: the last source that answers wins, whether or not it lists the key. A source can have a value for a key that is only
    /// the beginning of others.
    /// </summary>
    private void Fill(IConfigurationProvider[] providers)
    {
        for (int i = providers.Length - 1; i >= 0; i--)
        {
            if (providers[i].TryGet(Path, out string? value))
            {
                Value = value;
                break;
            }
        }

        foreach (SectionSnapshot child in children.Values)
        {
            child.Fill(providers);
        }
    }

    private void Copy(IConfigurationSection section)
    {
        Value = section.Value;
        foreach (IConfigurationSection child in section.GetChildren())
        {
            Make(child.Key).Copy(child);
        }
    }

    /// <summary>The place of a key below this one, made where there is none yet.</summary>
    private SectionSnapshot Make(ReadOnlySpan<char> key)
    {
        SectionSnapshot place = this;
        foreach (Range part in key.Split(Delimiter))
        {
            ReadOnlySpan<char> name = key[part];
            Dictionary<string, SectionSnapshot>.AlternateLookup<ReadOnlySpan<char>> known = place.children.GetAlternateLookup<ReadOnlySpan<char>>();
            if (!known.TryGetValue(name, out SectionSnapshot? child))
            {
                string made = name.ToString();
                child = new SectionSnapshot(made, $"{place.Path}{Delimiter}{made}");
                place.children.Add(made, child);
                place.sorted = null;
            }

            place = child;
        }

        return place;
    }

    private SectionSnapshot? Find(string key)
    {
        SectionSnapshot? place = this;
        foreach (string part in key.Split(Delimiter))
        {
            if (place?.children.TryGetValue(part, out place) != true)
            {
                return null;
            }
        }

        return place;
    }
}

/// <summary>Whether the section that a host names is in its configuration. A name that is spelled wrong would otherwise configure nothing, and nobody would notice.</summary>
internal static class SectionPresence
{
    /// <summary>What is said of a section that does not exist; null for one that does. An empty one (<c>{}</c>) exists.</summary>
    public static string? FaultOf(IConfigurationSection section) => section.Exists() || HasEmptyEntry(section)
        ? null
        : $"{section.Path}: does not exist in the configuration. Name a section that does, spelled as the configuration has it, or write an empty one ({{}}).";

    /// <summary>A JSON file leaves an entry without a value for an empty object, which <see cref="ConfigurationExtensions.Exists"/> does not count.</summary>
    private static bool HasEmptyEntry(IConfigurationSection section) => section is ConfigurationSection entry && entry.TryGetValue(null, out _);
}
