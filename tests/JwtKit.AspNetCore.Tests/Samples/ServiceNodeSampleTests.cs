using System.Runtime.CompilerServices;
using JwtKit.Tests.Peers;
using NUnit.Framework;

namespace JwtKit.AspNetCore.Tests.Samples;

/// <summary>The sample as its readers run it: the script, the service, and the caller.</summary>
[TestFixture]
internal sealed class ServiceNodeSampleTests
{
    [Test]
    [Platform("Unix")]
    public async Task The_caller_reaches_the_service_with_certificates_of_the_script()
    {
        OtherPrograms.RequireOpenSsl();
        string folder = Directory.CreateTempSubdirectory("jwtkit-node-").FullName;
        try
        {
            string sample = Path.Combine(SourceFolder(), "..", "..", "..", "samples", "ServiceNode");
            await using OtherProgram script = OtherProgram.Start("bash", Path.Combine(sample, "make-certificates.sh"), Path.Combine(folder, "certificates"));
            await script.SaidAsync("Made in");
            File.Copy(Path.Combine(sample, "appsettings.json"), Path.Combine(folder, "appsettings.json"));
            string program = Path.Combine(sample, "bin", Path.GetRelativePath(Path.Combine(SourceFolder(), "..", "bin"), AppContext.BaseDirectory), "ServiceNode.dll");
            await using OtherProgram service = OtherProgram.StartIn(folder, "dotnet", program, "--urls", "https://127.0.0.1:0");
            string port = (await service.SaidAsync("Application started")).Split("https://127.0.0.1:")[1].Split('\n')[0].Trim();
            await using OtherProgram caller = OtherProgram.StartIn(folder, "dotnet", program, "call", $"https://localhost:{port}/");
            Assert.That(await caller.EndAsync(), Does.Contain("Hello CN=Service Node, O=Example Platform"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
