using System.Security.Cryptography;

namespace JwtKit;

/// <summary>Notes what is wrong with the keys of a payload encryption, and what was made of them.</summary>
/// <param name="path">The full configuration key of the payload encryption.</param>
/// <param name="faults">Receives a line per fault, each beginning with the full key of a setting.</param>
/// <param name="hasSection">Whether a section is read, so that sources such as the environment can hold a setting.</param>
/// <param name="owned">Receives each key that was made here.</param>
internal sealed class EnvelopeKeyNotes(string path, ICollection<string> faults, bool hasSection, ICollection<IDisposable> owned)
{
    /// <summary>A sentence on how the environment names a setting; empty where no section is read.</summary>
    public string VariableOf(string setting) =>
        hasSection ? $" The environment can name it, as {$"{path}:{setting}".Replace(":", "__", StringComparison.Ordinal)}." : string.Empty;

    public T Own<T>(T key)
        where T : IDisposable
    {
        owned.Add(key);
        return key;
    }

    public T? Read<T>(string setting, string keyIdSetting, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ArgumentException e) when (e.ParamName == "keyId")
        {
            Fault(keyIdSetting, "is not acceptable: 1 to 256 printable characters are needed.");
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            Fault(setting, TextOf(e));
        }

        return default;
    }

    /// <summary>The message without the name of a parameter, which no reader of a configuration knows.</summary>
    public static string TextOf(Exception e) =>
        e is ArgumentException { ParamName: { } name } ? e.Message.Replace($" (Parameter '{name}')", string.Empty, StringComparison.Ordinal) : e.Message;

    public void NoteIdle(string setting, string? value, string where)
    {
        if (value is not null)
        {
            Fault(setting, $"has no effect {where}. Take it out.");
        }
    }

    public void Fault(string setting, string text) => faults.Add($"{path}:{setting}: {text}");
}
