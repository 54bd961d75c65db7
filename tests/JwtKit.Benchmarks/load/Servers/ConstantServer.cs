using System.Buffers;

namespace JwtKit.Benchmarks.Servers;

/// <summary>What Kestrel costs: answers every caller with one token, made at the start.</summary>
internal static class ConstantServer
{
    public static void RunConstant(this WebApplicationBuilder builder)
    {
        WebApplication app = builder.Build();
        ArrayBufferWriter<byte> made = new();
        new HandWrittenAnswer(HandWrittenIssuer.From(app.Configuration)).Write(made, FixedCaller.Principal);
        byte[] answer = made.WrittenSpan.ToArray();
        app.MapGet("/auth/token", context =>
        {
            HttpResponse response = context.Response;
            response.Headers.CacheControl = "no-store";
            response.ContentType = "application/json";
            response.ContentLength = answer.Length;
            response.BodyWriter.Write(answer);
            return Task.CompletedTask;
        });
        app.Run();
    }
}
