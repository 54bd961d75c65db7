using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace JwtKit;

/// <summary>Finds the key that an answer is encrypted for, by who the caller is.</summary>
internal static class CallerKeys
{
    /// <summary>The key, or why there is none.</summary>
    public static async ValueTask<(EncryptionKey? Key, Refusal? Refusal)> FindAsync(
        HttpContext context, EnvelopeProfile envelope, PayloadEncryptionOptions options, string? keyId)
    {
        EncryptionKey[] keys;
        if (options.CallerKey is { } resolve)
        {
            keys = await resolve(context, context.RequestAborted).ConfigureAwait(false) is { } key ? [key] : [];
        }
        else
        {
            keys = envelope.Callers.Count > 0 ? KeysOf(context.User, envelope) : envelope.RecipientKey is { } only ? [only] : [];
        }

        return keys.Length == 0 ? (null, Refusals.CallerKeyMissing)
            : Choose(keys, keyId) is { } chosen ? (chosen, null)
            : (null, Refusals.ResponseKeyUnknown);
    }

    /// <summary>Exactly one value counts: with two, whoever adds a claim would choose who the caller is.</summary>
    private static EncryptionKey[] KeysOf(ClaimsPrincipal user, EnvelopeProfile envelope)
    {
        string[] names = [.. user.Identities.Where(static identity => identity.IsAuthenticated)
            .SelectMany(identity => identity.FindAll(envelope.CallerClaim))
            .Select(static claim => claim.Value)
            .Distinct(StringComparer.Ordinal)];
        return names is [var caller] ? [.. envelope.Callers.Where(key => key.Caller == caller).Select(static key => key.Key)] : [];
    }

    /// <summary>The first for a caller who names none. A single key without an id is meant by any id.</summary>
    private static EncryptionKey? Choose(EncryptionKey[] keys, string? keyId) =>
        keyId is null || keys is [{ KeyId: null }] ? keys[0] : Array.Find(keys, key => key.KeyId == keyId);
}
