// The example stands here.
JwtValidator validator = app.Services.GetRequiredService<JwtValidator>();
string token = Jwt.Sign(new JwtDescriptor { Lifetime = TimeSpan.FromMinutes(5), Issuer = "https://id.example.com", Audiences = ["orders-api"] }, key);
ValidationOutcome first = await validator.ValidateAsync(token);
ValidationOutcome second = await validator.ValidateAsync(token);
Console.WriteLine($"{first.Succeeded}, then {second.Failure?.Code}");
