using System.Buffers.Binary;
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

/// <summary>
/// A member name as one number: its first seven bytes, and its length in the highest. Names of up to seven bytes are equal exactly if their numbers are; of
/// longer ones, different numbers say that the names differ.
/// </summary>
/// <remarks>
/// The registered names of JOSE have three letters. Telling a token's members apart and finding a repeated one by number instead of by text saves a tenth of
/// what checking a token under HS256 takes.
/// </remarks>
internal static class ShortName
{
    public const int MaximumLength = 7;

    private const int LengthShift = 8 * MaximumLength;

    public static readonly ulong Algorithm = Of("alg"u8);
    public static readonly ulong KeyId = Of("kid"u8);
    public static readonly ulong Type = Of("typ"u8);
    public static readonly ulong ContentType = Of("cty"u8);
    public static readonly ulong Encryption = Of("enc"u8);
    public static readonly ulong Context = Of("context"u8);
    public static readonly ulong Compression = Of("zip"u8);
    public static readonly ulong Critical = Of("crit"u8);
    public static readonly ulong Base64 = Of("b64"u8);
    public static readonly ulong Issuer = Of("iss"u8);
    public static readonly ulong Subject = Of("sub"u8);
    public static readonly ulong Audience = Of("aud"u8);
    public static readonly ulong Expires = Of("exp"u8);
    public static readonly ulong NotBefore = Of("nbf"u8);
    public static readonly ulong IssuedAt = Of("iat"u8);
    public static readonly ulong TokenId = Of("jti"u8);

    public static ulong Of(ReadOnlySpan<byte> name) => Of(name, 0, name.Length);

    /// <summary>The name that stands somewhere in a text; what follows it there is looked at too, in one step with it.</summary>
    public static ulong Of(ReadOnlySpan<byte> text, int start, int length)
    {
        ulong number = (ulong)Math.Min(length, byte.MaxValue) << LengthShift;
        if (text.Length - start >= sizeof(ulong))
        {
            ulong bytes = BinaryPrimitives.ReadUInt64LittleEndian(text[start..]);
            return number | (bytes & ((1UL << (8 * Math.Min(length, MaximumLength))) - 1));
        }

        for (int i = length - 1; i >= 0; i--)
        {
            number |= (ulong)text[start + i] << (8 * i);
        }

        return number;
    }
}
