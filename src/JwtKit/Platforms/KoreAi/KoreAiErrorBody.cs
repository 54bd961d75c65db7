using System.Text.Encodings.Web;
using System.Text.Json;

namespace JwtKit;

/// <summary>The JSON in which Kore.ai refuses a token (its guide "SDK Security", jti Validations).</summary>
internal static class KoreAiErrorBody
{
    public static string Of(TokenFailure failure)
    {
        string message = failure.Code switch
        {
            TokenFailureCodes.Replayed => "possibly a replay",
            TokenFailureCodes.LifetimeTooLong => "if \"jti\" claim \"exp\" must be <= 1 hour(s)",
            _ => failure.Description,
        };

        // The platform writes \" and a bare <, as only the relaxed encoder does; the text is a fixed sentence and is sent as JSON, never inside a page.
        JsonEncodedText text = JsonEncodedText.Encode(message, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        return $$"""{"errors":[{"msg":"error verifying the jwt: {{text}}","code":401}]}""";
    }
}
