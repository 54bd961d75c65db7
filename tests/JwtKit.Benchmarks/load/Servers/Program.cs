using JwtKit.Benchmarks.Servers;
using JwtKit.Samples.TokenEndpoint;

// The first argument says which server; the configuration has the issuer "ccai" as JwtKit reads it.
WebApplicationBuilder builder = WebApplication.CreateBuilder(args[1..]);
switch (args[0])
{
    case "constant":
        builder.RunConstant();
        break;
    case "by-hand":
        builder.RunByHand(FixedCaller.UseFixedCaller);
        break;
    case "jwtkit":
        builder.RunJwtKit();
        break;
    case "sample-by-hand":
        builder.Services.AddDemoSignIn();
        builder.RunByHand(static app =>
        {
            app.UsePageSecurityHeaders();
            app.UseDefaultFiles();
            app.UseStaticFiles();
            app.MapDemoSignIn();
        });
        break;
    default:
        throw new ArgumentException($"'{args[0]}' is none of constant, by-hand, jwtkit, sample-by-hand.", nameof(args));
}
