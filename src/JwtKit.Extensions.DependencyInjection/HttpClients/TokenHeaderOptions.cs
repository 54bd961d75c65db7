namespace JwtKit;

/// <summary>How an HTTP client sends its token.</summary>
/// <remarks>Not safe for concurrent use; read once when the client's handlers are made.</remarks>
public sealed class TokenHeaderOptions
{
    /// <summary>The header that carries the token.</summary>
    /// <value><c>auth</c> for <see cref="TokenPlatform.KoreAiApi"/>, otherwise <c>Authorization</c>.</value>
    public string? Header { get; set; }

    /// <summary>The word before the token; empty for none.</summary>
    /// <value><c>Bearer</c> in the header <c>Authorization</c>, otherwise none.</value>
    public string? Scheme { get; set; }

    /// <summary>Sends the token over plain http too, to other machines: only where something else encrypts the way between them.</summary>
    /// <value>False by default: https, or this machine.</value>
    public bool AllowHttp { get; set; }
}
