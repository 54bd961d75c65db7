using System.Buffers.Text;
using System.Text;

namespace JwtKit.AspNetCore.Tests;

/// <summary>What must never be printed, searched for in every form that a program would give it.</summary>
internal sealed class Secrets
{
    /// <summary>Shorter ones could be found by chance.</summary>
    private const int ShortestBytes = 9;

    private readonly List<(string Name, string Form)> forms = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    public void Add(string name, string text)
    {
        forms.Add((name, text));
        Add(name, Encoding.UTF8.GetBytes(text));
    }

    public void Add(string name, byte[] bytes)
    {
        if (bytes.Length < ShortestBytes)
        {
            throw new ArgumentException($"'{name}' has {bytes.Length} bytes; at least {ShortestBytes} are needed.", nameof(bytes));
        }

        Count++;
        forms.Add((name, Convert.ToHexStringLower(bytes)));
        forms.Add((name, Convert.ToHexString(bytes)));
        forms.Add((name, BitConverter.ToString(bytes)));

        // Within longer base64 the bytes begin at one of three places; the groups that are wholly theirs look the same wherever they stand.
        for (int start = 0; start < 3; start++)
        {
            ReadOnlySpan<byte> whole = bytes.AsSpan(start, (bytes.Length - start) / 3 * 3);
            forms.Add((name, Convert.ToBase64String(whole)));
            forms.Add((name, Base64Url.EncodeToString(whole)));
        }
    }

    /// <summary>A token, whole and in its parts, with what they say.</summary>
    public void AddToken(string name, string token)
    {
        Add(name, token);
        foreach (string part in token.Split('.').Skip(1).Where(static part => part.Length >= ShortestBytes * 2))
        {
            Add(name + ", a part", part);
        }
    }

    public IEnumerable<string> FoundIn(string line) => forms.Where(form => line.Contains(form.Form, StringComparison.Ordinal)).Select(form => $"{form.Name}: {line}");
}
