namespace JwtKit.Tests;

/// <summary>Who has to act on each code of <see cref="TokenFailureCodes"/>, and how; the part of docs/errors.md that the code does not say.</summary>
internal static class ErrorActions
{
    public static IReadOnlyDictionary<string, string> Of { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["malformed"] = "Caller: send the compact token alone, without `Bearer `, quotes or line breaks. A missing header counts as malformed too.",
        ["too_long"] = "Issuer: put less into the token. Operator: raise `MaximumLength` or `MaximumEncryptedLength` if tokens are rightly that long.",
        ["unsupported_header"] = "Issuer: leave `crit`, `b64` and `zip` out.",
        ["algorithm_mismatch"] = "Issuer: use the algorithm that was agreed. Operator: compare `Expected` with `Found`; the policy's keys decide.",
        ["unknown_key"] = "Operator: add the issuer's key under the `kid` in `Found`. Issuer: publish a key before signing with it.",
        ["no_policy"] = "Operator: register the issuer with the policy source, or find out who sends such tokens.",
        ["invalid_signature"] = "Operator and issuer: compare the secret and its encoding (text or base64), or the public key. If they are right, the token was changed.",
        ["too_many_keys"] = "Operator: give the policy's keys ids, or raise `MaximumKeysTried`. Issuer: write the key's id into the token (`kid`).",
        ["type_mismatch"] = "Caller: send the token that is meant for this endpoint. Operator: set `Type` if another kind is expected.",
        ["invalid_claims"] = "Issuer: write each claim with its JSON type, and no name twice.",
        ["invalid_time"] = "Issuer: write whole seconds since 1970, as numbers.",
        ["expiration_missing"] = "Issuer: write `exp`.",
        ["expired"] = "Caller: get a new token. Operator, where it happens to new tokens: set the clocks.",
        ["not_yet_valid"] = "Caller: wait until `nbf`. Operator and issuer: set the clocks.",
        ["issued_in_future"] = "Operator and issuer: set the clocks.",
        ["issuer_mismatch"] = "Operator: compare `Expected` with `Found`, to the letter. Issuer: write the agreed name.",
        ["audience_mismatch"] = "Caller: get a token for this receiver. Operator: compare `Expected` with `Found`, to the letter.",
        ["claim_missing"] = "Issuer: write the claim, spelled exactly.",
        ["not_encrypted"] = "Issuer: encrypt the token for this receiver.",
        ["encrypted"] = "Issuer: send the token signed only. Operator: give the policy its `DecryptionKeys` if it should be encrypted.",
        ["keys_unavailable"] = "Operator: make the address of the keys reachable. Caller: try again later.",
        ["token_id_missing"] = "Issuer: write a random `jti`.",
        ["lifetime_too_long"] = "Issuer: shorten the lifetime. Operator: raise `maximumLifetime` if the store can remember tokens for so long.",
        ["replayed"] = "Caller: get a new token for each use. Operator: if nobody sent it twice, somebody has stolen it.",
        ["issued_before_start"] = "Caller: get a new token. Operator: use a store that outlives the process, or set `AcceptEarlierTokens` knowing what it allows.",
        ["replay_store_full"] = "Operator: raise the capacity or have tokens live shorter. Caller: try again later, with a new token.",
        ["replay_store_unavailable"] = "Operator: look at `Exception` and at the store. Caller: try again with a new token, since this one may count as used.",
        ["decryption_failed"] = "Issuer: encrypt for the receiver's current key. Operator: see that the private key is the one that was published.",
    };
}
