// The example stands here.
JwtValidator validator = new(new ValidationPolicy { Keys = [key.VerificationKey], Issuer = "cs-demo", Audience = KoreAi.Audience, Use = TokenUse.Reusable });
ValidationOutcome outcome = await validator.ValidateAsync(token);
Console.WriteLine(outcome.Succeeded ? outcome.Token.Subject : outcome.Failure.Code);
