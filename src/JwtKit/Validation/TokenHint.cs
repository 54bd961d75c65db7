using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace JwtKit;

/// <summary>
/// What a token claims about itself before anything was verified: enough to look a policy up, nothing to act on. Each text is the sender's, at most 256
/// characters, and absent where the token has no such text.
/// </summary>
/// <remarks>Use it as a look-up key, compared ordinally; never in a path, a query text or a log line.</remarks>
public readonly record struct TokenHint
{
    /// <summary>Whether the token arrived encrypted. A policy for encrypted tokens has decryption keys, one for signed tokens has none.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>The header's <c>kid</c>; that of the signed token inside, where the validator could open it, else that of the outside.</summary>
    public string? KeyId { get; init; }

    /// <summary>The header's <c>alg</c>.</summary>
    public string? Algorithm { get; init; }

    /// <summary><c>iss</c>.</summary>
    public string? Issuer { get; init; }

    private Dictionary<string, string>? Texts { get; init; }

    /// <summary>Finds a claim that is a text, such as <c>appId</c> or <c>client_id</c>.</summary>
    /// <param name="claim">The exact name of the claim, at the top level of the token.</param>
    /// <param name="text">What the sender wrote: unverified, at most 256 characters.</param>
    /// <returns>False if the token has no such claim, it is no text, or it is longer.</returns>
    public bool TryGet(string claim, [NotNullWhen(true)] out string? text)
    {
        ArgumentNullException.ThrowIfNull(claim);
        text = null;
        return Texts?.TryGetValue(claim, out text) == true;
    }

    /// <summary>The same hint with one more claim, for tests of an <see cref="IPolicySource"/>.</summary>
    /// <param name="claim">The name of the claim. Of two with the same name the later one counts.</param>
    /// <param name="text">Its text.</param>
    public TokenHint With(string claim, string text)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(text);
        return this with { Texts = new Dictionary<string, string>(Texts ?? [], StringComparer.Ordinal) { [claim] = text } };
    }

    /// <summary>Compares all texts ordinally.</summary>
    public bool Equals(TokenHint other) =>
        (IsEncrypted, KeyId, Algorithm, Issuer) == (other.IsEncrypted, other.KeyId, other.Algorithm, other.Issuer)
        && Texts?.Count == other.Texts?.Count
        && (Texts is null || Texts.All(claim => other.TryGet(claim.Key, out string? text) && text == claim.Value));

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(IsEncrypted, KeyId, Algorithm, Issuer, Texts?.Count);

    /// <summary>Which of them are there and how many other claims, never what they say.</summary>
    public override string ToString() => $"TokenHint (kid {Mark(KeyId)}, alg {Mark(Algorithm)}, iss {Mark(Issuer)}, {Texts?.Count ?? 0} other claims)";

    internal static TokenHint Of(bool isEncrypted, string? keyId, string? algorithm, string? issuer, Dictionary<string, string> texts) =>
        new() { IsEncrypted = isEncrypted, KeyId = keyId, Algorithm = algorithm, Issuer = issuer, Texts = texts.Count == 0 ? null : texts };

    private static string Mark(string? text) => text is null ? "absent" : "present";
}

/// <summary>Reads a <see cref="TokenHint"/> from a token that nobody has verified.</summary>
internal static class HintReader
{
    public const int MaximumLength = 256;

    /// <summary>Reads the hint of a token as it arrived: of an encrypted one only the outside can be read.</summary>
    public static TokenFailure? Read(string? token, out TokenHint hint)
    {
        if (CompactToken.IsEncryptedForm(token))
        {
            return ReadOutside(token, out hint);
        }

        TokenScratch scratch = TokenScratch.Rent();
        try
        {
            ParseFailure fault = ParsedJws.Parse(token, Jws.DefaultMaximumLength, scratch, usual: null, others: null, out ParsedJws parsed);
            return Read(fault, in parsed, isEncrypted: false, out hint);
        }
        finally
        {
            scratch.EraseAndReturn();
        }
    }

    /// <summary>Reads the hint of the signed token inside an encrypted one.</summary>
    public static TokenFailure? ReadInside(OpenedToken opened, out TokenHint hint)
    {
        TokenScratch scratch = TokenScratch.Rent();
        try
        {
            ParseFailure fault = ParsedJws.Parse(opened.Text, Jws.DefaultMaximumLength, scratch, usual: null, others: null, out ParsedJws parsed);
            return Read(fault, in parsed, isEncrypted: true, out hint);
        }
        finally
        {
            scratch.EraseAndReturn();
        }
    }

    private static TokenFailure? ReadOutside(string? token, out TokenHint hint)
    {
        ParseFailure fault = ParsedJwe.Parse(token, Jwe.DefaultMaximumLength, out ParsedJwe? parsed);
        using (parsed)
        {
            hint = new TokenHint { IsEncrypted = true, KeyId = parsed?.KeyId, Algorithm = Bounded(parsed?.AlgorithmName) };
            return parsed is null ? Failures.Of(fault) : null;
        }
    }

    private static TokenFailure? Read(ParseFailure fault, in ParsedJws parsed, bool isEncrypted, out TokenHint hint)
    {
        hint = default;
        if (fault != ParseFailure.None)
        {
            return Failures.Of(fault);
        }

        if (!parsed.TryDecodePayload(out byte[]? payload))
        {
            return Failures.Malformed;
        }

        string? issuer = null;
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        StrictJsonReader reader = new(payload);
        while (reader.NextMember())
        {
            if (Bounded(payload, reader.Value) is not { } text)
            {
                continue;
            }

            if (reader.NameEquals("iss"u8))
            {
                issuer = text;
            }
            else
            {
                texts[reader.Name.GetText(payload)] = text;
            }
        }

        hint = TokenHint.Of(isEncrypted, parsed.Header.KeyId, Bounded(parsed.Header.Algorithm), issuer, texts);
        return reader.IsComplete ? null : Failures.InvalidClaims;
    }

    private static string? Bounded(ReadOnlySpan<byte> json, JsonRange value) =>
        value.Kind == JsonTokenType.String ? Bounded(value.GetText(json)) : null;

    private static string? Bounded(string? text) => text?.Length <= MaximumLength ? text : null;
}
