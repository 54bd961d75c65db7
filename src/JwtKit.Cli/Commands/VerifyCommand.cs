using System.Text.Json;

namespace JwtKit.Cli;

/// <summary><c>verify</c>: whether a token is accepted, and each check that led there.</summary>
internal sealed class VerifyCommand : ToolCommand
{
    private readonly TokenOption token = new();
    private readonly VerificationOptions input = new();

    public VerifyCommand()
        : base(
            "verify",
            "Check a token and say what was expected, what was found, and why it would be refused",
            "jwtkit verify token.txt --as kore-user --client-id cs-1 --secret-file client-secret.txt")
    {
        token.AddTo(this);
        input.AddTo(this);
    }

    protected override int Run(CommandContext context)
    {
        string text = token.Read(context);
        using VerificationRequest verification = input.Read(context);
        TokenFailure? failure = Validate(text, verification);
        List<Check> checks = Report.Of(text, verification, failure);
        if (failure is not null && checks.TrueForAll(static check => check.Passed != false))
        {
            // The library found something that has no line of its own.
            checks.Add(new Check(failure.Code, failure.Expected, failure.Found, false, failure.Description));
        }

        string? platformError = failure is not null && verification.ClientId is not null ? KoreAi.ErrorBody(failure) : null;
        if (context.IsJson)
        {
            context.Output.WriteJson(writer => WriteJson(writer, failure, checks, platformError));
        }
        else
        {
            Write(context.Output, verification, failure, checks, platformError);
        }

        return failure is null ? ExitCode.Done : ExitCode.Refused;
    }

    /// <summary>The verdict. Nothing in it waits: keys are read already, and the memory of used tokens is local.</summary>
    private static TokenFailure? Validate(string token, VerificationRequest verification) =>
        new JwtValidator(verification.Policy, verification.Clock).ValidateAsync(token).AsTask().GetAwaiter().GetResult().Failure;

    private static void Write(StandardOutput output, VerificationRequest verification, TokenFailure? failure, List<Check> checks, string? platformError)
    {
        output.WriteLine(failure is null ? "VALID" + (verification.Platform == PlatformRules.None ? Unasked(verification.Policy) : "") : $"REFUSED ({failure.Code}): {failure.Description}");
        output.WriteLine("");
        ReportTable.Write(output, checks);
        if (platformError is not null)
        {
            output.WriteLine("");
            output.WriteLine($"Kore.ai answers {KoreAi.ErrorStatusCode}: {platformError}");
        }
    }

    /// <summary>What the call did not ask for, where no platform says that it need not be asked for.</summary>
    private static string Unasked(ValidationPolicy policy) => (policy.Issuer.IsChecked, policy.Audience.IsChecked) switch
    {
        (false, false) => ", but who issued it and for whom was not asked: --iss, --aud",
        (false, true) => ", but who issued it was not asked: --iss",
        (true, false) => ", but for whom it is was not asked: --aud",
        _ => "",
    };

    private static void WriteJson(Utf8JsonWriter writer, TokenFailure? failure, List<Check> checks, string? platformError)
    {
        writer.WriteBoolean("valid"u8, failure is null);
        if (failure is not null)
        {
            writer.WriteString("code"u8, failure.Code);
            writer.WriteString("reason"u8, failure.Description);
        }

        writer.WriteStartArray("checks"u8);
        foreach (Check check in checks)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, check.Name);
            if (check.Passed is { } passed)
            {
                writer.WriteBoolean("passed"u8, passed);
            }
            else
            {
                writer.WriteNull("passed"u8);
            }

            writer.WriteString("expected"u8, check.Expected);
            writer.WriteString("found"u8, check.Found);
            if (check.Note is not null)
            {
                writer.WriteString("note"u8, check.Note);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (platformError is not null)
        {
            writer.WritePropertyName("platformError"u8);
            writer.WriteRawValue(platformError);
        }
    }
}
