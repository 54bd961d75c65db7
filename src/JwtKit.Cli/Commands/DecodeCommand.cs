using System.Text.Json;

namespace JwtKit.Cli;

/// <summary><c>decode</c>: what a token says, without knowing who says it.</summary>
internal sealed class DecodeCommand : ToolCommand
{
    private static readonly string[] TimeClaims = ["iat", "nbf", "exp"];

    private static readonly string[] EncryptedParts = ["protected header", "encrypted key", "initialization vector", "ciphertext", "authentication tag"];

    private readonly TokenOption token = new();
    private readonly ClockOption clock = new();

    public DecodeCommand()
        : base("decode", "Show what a token says, UNVERIFIED: nothing is checked", "jwtkit decode token.txt")
    {
        token.AddTo(this);
        clock.AddTo(this);
    }

    protected override int Run(CommandContext context)
    {
        DateTimeOffset now = clock.Read(context).GetUtcNow();
        UnverifiedToken shown = UnverifiedToken.Read(token.Read(context))
            ?? throw new RefusedException("This is no token: three base64url parts with dots between them are needed for a signed one, five for an encrypted one, the first a strict JSON header.");
        if (context.IsJson)
        {
            context.Output.WriteJson(writer => WriteJson(writer, shown, now));
        }
        else
        {
            context.Output.WriteLine(string.Join('\n', Lines(shown, now)));
        }

        return ExitCode.Done;
    }

    private static IEnumerable<string> Lines(UnverifiedToken shown, DateTimeOffset now)
    {
        yield return "UNVERIFIED: nothing below was checked, and anyone can have written it. 'jwtkit verify' checks a token.";
        yield return "";
        yield return shown.IsEncrypted ? "Encrypted token (JWE), 5 parts" : "Signed token (JWS), 3 parts";
        yield return "";
        yield return "Header";
        yield return JsonText.Pretty(shown.Header);
        yield return "";
        if (shown.IsEncrypted)
        {
            yield return "Parts";
            for (int i = 0; i < EncryptedParts.Length; i++)
            {
                yield return $"  {i + 1}. {EncryptedParts[i]}: {shown.Parts[i].Length} bytes";
            }

            yield break;
        }

        yield return "Payload";
        yield return shown.Payload is { } payload ? JsonText.Pretty(payload) : $"no strict JSON object ({shown.Parts[1].Length} bytes)";
        foreach (string line in TimeLines(shown, now))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> TimeLines(UnverifiedToken shown, DateTimeOffset now)
    {
        if (shown.Payload is not { } payload)
        {
            yield break;
        }

        yield return "";
        yield return "Times";
        foreach (string name in TimeClaims)
        {
            yield return $"  {name}  {NumericTime.Of(payload, name)?.Describe(now) ?? "none"}";
        }

        yield return "  " + RemainingLife(NumericTime.Of(payload, "exp"), now);
    }

    private static string RemainingLife(NumericTime? expires, DateTimeOffset now) => expires switch
    {
        null => "lives without end: there is no exp",
        { Time: { } time } when time > now => $"remaining life: {TimeText.Length(time - now)}",
        { Time: { } } => "remaining life: none, it has expired",
        _ => "remaining life: unknown, exp cannot be read",
    };

    private static void WriteJson(Utf8JsonWriter writer, UnverifiedToken shown, DateTimeOffset now)
    {
        writer.WriteString("UNVERIFIED"u8, "Nothing here was checked, and anyone can have written it.");
        writer.WriteString("form"u8, shown.IsEncrypted ? "JWE" : "JWS");
        writer.WritePropertyName("header"u8);
        shown.Header.WriteTo(writer);
        if (shown.IsEncrypted)
        {
            writer.WriteStartArray("parts"u8);
            for (int i = 0; i < EncryptedParts.Length; i++)
            {
                writer.WriteStartObject();
                writer.WriteString("name"u8, EncryptedParts[i]);
                writer.WriteNumber("bytes"u8, shown.Parts[i].Length);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            return;
        }

        writer.WritePropertyName("payload"u8);
        if (shown.Payload is not { } payload)
        {
            writer.WriteNullValue();
            return;
        }

        payload.WriteTo(writer);
        writer.WriteStartObject("times"u8);
        foreach (string name in TimeClaims)
        {
            if (NumericTime.Of(payload, name) is { } time)
            {
                writer.WriteString(name, time.Describe(now));
            }
        }

        writer.WriteEndObject();
        if (NumericTime.Of(payload, "exp")?.Time is { } expires)
        {
            writer.WriteNumber("remainingSeconds"u8, Math.Max(0, (long)(expires - now).TotalSeconds));
        }
    }
}
