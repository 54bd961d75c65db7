using System.Text;
using System.Text.Json;

namespace JwtKit.Cli;

/// <summary>Each check of a token, also those behind the first that fails: the library stops there, a person wants to know the rest.</summary>
/// <remarks>The verdict is the library's alone; what stands here explains it.</remarks>
internal static class Explanation
{
    /// <summary>All checks in the order in which they are made.</summary>
    /// <param name="token">As it was read.</param>
    /// <param name="verification">How it is verified.</param>
    /// <param name="failure">The verdict; null where it is accepted.</param>
    public static List<Check> Of(string token, Verification verification, TokenFailure? failure)
    {
        List<Check> checks = [];
        string? signed = Open(token, verification, checks);
        if (signed is null)
        {
            return checks;
        }

        if (UnverifiedToken.Read(signed) is not { IsEncrypted: false } shown)
        {
            checks.Add(new Check("form", "three base64url parts, the first a strict JSON header", "something else", false));
            return checks;
        }

        checks.Add(new Check("form", "signed", "signed, 3 parts", true));
        HeaderExplanation.Add(shown, signed, verification, failure, checks);
        if (shown.Payload is { } payload)
        {
            ClaimExplanation.Add(payload, verification, checks);
        }
        else
        {
            checks.Add(new Check("payload", "one strict JSON object", "something else", false));
        }

        return checks;
    }

    /// <summary>The signed token: the token itself, or what is inside of it; null where that cannot be seen.</summary>
    private static string? Open(string token, Verification verification, List<Check> checks)
    {
        UnverifiedToken? outside = UnverifiedToken.Read(token);
        if (outside is not { IsEncrypted: true })
        {
            if (verification.DecryptionKey is not null)
            {
                checks.Add(new Check("decryption", "encrypted, because a decryption key was given", outside is null ? "no token" : "signed only", false));
            }

            return token;
        }

        string found = $"{UnverifiedToken.TextOf(outside.Header, "alg")}, {UnverifiedToken.TextOf(outside.Header, "enc")}{KeyIdOf(outside.Header)}";
        if (verification.DecryptionKey is not { } key)
        {
            checks.Add(new Check("decryption", "signed only", found, false, "The token is encrypted; --decryption-key FILE opens it."));
            return null;
        }

        bool isOpen = Jwe.TryDecrypt(token, key, out byte[]? inside);
        checks.Add(new Check("decryption", key.KeyManagement.Name + (key.KeyId is null ? "" : ", kid " + key.KeyId), found, isOpen, isOpen ? null : DecryptionNote(outside.Header, key)));
        return inside is null ? null : Encoding.UTF8.GetString(inside);
    }

    private static string KeyIdOf(JsonDocument header) => UnverifiedToken.TextOf(header, "kid") is { } keyId ? ", kid " + keyId : "";

    private static string DecryptionNote(JsonDocument header, DecryptionKey key) =>
        UnverifiedToken.TextOf(header, "alg") is { } algorithm && algorithm != key.KeyManagement.Name ? $"The content key is wrapped with {algorithm}; --key-management says which one the key is for."
        : key.KeyId is not null && UnverifiedToken.TextOf(header, "kid") is { } keyId && keyId != key.KeyId ? "The token is encrypted for the key of another id."
        : "The token is encrypted for another key, or was changed.";
}
