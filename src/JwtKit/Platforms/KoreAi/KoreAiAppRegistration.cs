namespace JwtKit;

/// <summary>An app as Kore.ai's platform registers it: how its tokens are checked, and what it may do.</summary>
/// <remarks>Immutable; as safe for concurrent use as its keys and its store. Prints neither the Client ID nor anything of a key.</remarks>
public sealed record KoreAiAppRegistration
{
    /// <summary>The app's Client ID (<c>cs-…</c>). Compares ordinally.</summary>
    public required string ClientId { get; init; }

    /// <summary>The name that people know it by.</summary>
    /// <value>Null by default.</value>
    public string? Name { get; init; }

    /// <summary>How its tokens are checked: keys, "Enforce JTI", "Enforce JWE" (<see cref="KoreAi.ValidationPolicy"/>). Its Client ID is the same.</summary>
    /// <value>Null by default: something else checks the tokens, such as a validator from configuration.</value>
    public KoreAiApp? App { get; init; }

    /// <summary>"Enforce Request and Response Payload Encryption", which concerns those of Kore.ai's public APIs that know encrypted payloads.</summary>
    /// <value>False by default.</value>
    public bool EnforcePayloadEncryption { get; init; }

    /// <summary>What the app may do.</summary>
    /// <value>Nothing by default.</value>
    public KoreAiAppGrants Grants { get; init; } = KoreAiAppGrants.None;

    /// <summary>What is granted and enforced.</summary>
    public override string ToString() => $"KoreAiAppRegistration (payload encryption {(EnforcePayloadEncryption ? "enforced" : "not enforced")}; {Grants})";
}
