using System.Globalization;
using System.Numerics;
using Microsoft.Extensions.Configuration;

namespace JwtKit;

/// <summary>Reads the settings of one section. Notes each that cannot be read, and each that nobody asked for, under its full key.</summary>
/// <remarks>Reading by hand reports all faults at once, where binding stops at the first, and needs no reflection.</remarks>
internal sealed class SectionReader(IConfigurationSection section, List<string> faults)
{
    /// <summary>What a <see cref="TimeSpan"/> holds, with room for the minutes and seconds.</summary>
    private const int MaximumHours = (int)(long.MaxValue / TimeSpan.TicksPerHour) - 1;

    private readonly SortedSet<string> known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The text; null if it is absent or empty, as an unset environment variable is.</summary>
    public string? Text(string name)
    {
        known.Add(name);
        if (section.GetSection(name).GetChildren().Any())
        {
            Fault(name, "is a list or a section; a single value is needed.");
        }

        string? value = section[name];
        return string.IsNullOrEmpty(value) ? null : value;
    }

    public T? Choice<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        // Names only: .NET's parser would take numbers too, also those that name nothing.
        if (Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            return Enum.Parse<T>(text, ignoreCase: true);
        }

        Fault(name, $"{ShownValue.Of(text, Enum.GetNames<T>())} is not known; use one of {string.Join(", ", Enum.GetNames<T>())}.");
        return null;
    }

    public bool? Flag(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (bool.TryParse(text, out bool flag))
        {
            return flag;
        }

        Fault(name, $"{ShownValue.Of(text, bool.TrueString, bool.FalseString)} is not known; use true or false.");
        return null;
    }

    public int? Number(string name) => Whole<int>(name);

    public long? LongNumber(string name) => Whole<long>(name);

    public TimeSpan? Duration(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (TryParseDuration(text, out TimeSpan duration))
        {
            return duration;
        }

        Fault(name, $"{ShownValue.OfDuration(text)} is not a duration; write hours:minutes:seconds, such as 00:05:00.");
        return null;
    }

    public IEnumerable<string> List(string name)
    {
        known.Add(name);
        NoteValue(section.GetSection(name));
        return section.GetSection(name).GetChildren().Select(static item => item.Value ?? string.Empty);
    }

    /// <summary>A reader for each section of a list.</summary>
    public IEnumerable<SectionReader> Items(string name)
    {
        known.Add(name);
        NoteValue(section.GetSection(name));
        foreach (IConfigurationSection item in section.GetSection(name).GetChildren())
        {
            NoteValue(item);
            yield return new SectionReader(item, faults);
        }
    }

    /// <summary>A reader for the section below; null if there is none.</summary>
    public SectionReader? Below(string name)
    {
        known.Add(name);
        IConfigurationSection below = section.GetSection(name);
        NoteValue(below);
        return Has(name) ? new SectionReader(below, faults) : null;
    }

    /// <summary>Whether the name stands in the section, with whatever value: of <c>{}</c> and <c>null</c> in a file the name alone is left.</summary>
    public bool Has(string name) => section.GetChildren().Any(child => child.Key.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Notes what stands in the section and was not read.</summary>
    public void NoteUnknown()
    {
        foreach (IConfigurationSection child in section.GetChildren().Where(child => !known.Contains(child.Key)))
        {
            (string key, string fault) = ShownValue.OfSetting(child.Key, known);
            Fault(key, $"{fault}; known here are {string.Join(", ", known)}.");
        }
    }

    private T? Whole<T>(string name)
        where T : struct, IBinaryInteger<T>
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out T number))
        {
            return number;
        }

        Fault(name, $"{ShownValue.Of(text)} is not a whole number.");
        return null;
    }

    /// <summary>Notes a value where settings belong, such as an origin that stands in place of the list.</summary>
    private void NoteValue(IConfigurationSection place)
    {
        if (!string.IsNullOrEmpty(place.Value))
        {
            faults.Add($"{place.Path}: is a single value; a list or a section is needed.");
        }
    }

    private void Fault(string name, string text) => faults.Add($"{section.Path}:{name}: {text}");

    /// <summary>TimeSpan.Parse takes 25:00:00 for 25 days, because a day has 24 hours; here it is 25 hours, as anyone who writes it means.</summary>
    private static bool TryParseDuration(string text, out TimeSpan duration)
    {
        string[] parts = text.Split(':');
        if (parts.Length == 3
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int hours)
            && hours <= MaximumHours
            && TimeSpan.TryParseExact($"00:{parts[1]}:{parts[2]}", "c", CultureInfo.InvariantCulture, out TimeSpan rest))
        {
            duration = TimeSpan.FromHours(hours) + rest;
            return true;
        }

        return TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out duration) && text.Contains(':', StringComparison.Ordinal);
    }
}
