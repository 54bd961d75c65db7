using System.Runtime.CompilerServices;

namespace JwtKit.Cli.Tests;

/// <summary>The commands of the tool's README, and the files that they are about.</summary>
internal static class Readme
{
    /// <summary>Each line of each <c>sh</c> block, in order.</summary>
    public static IReadOnlyList<string> Commands { get; } = Read();

    /// <summary>Writes the files that a reader has: secrets, keys, claims.</summary>
    public static void WriteFiles(TemporaryFolder folder)
    {
        using RsaPrivateKey key = RsaPrivateKey.Generate();
        using RsaPrivateKey platform = RsaPrivateKey.Generate();
        using Jwk published = platform.GetPublicKey().ToJwk(keyId: "platform-1");
        File.WriteAllText(folder.File("client-secret.txt"), SampleSecret + "\n");
        File.WriteAllText(folder.File("company-secret.txt"), "demo-company-secret-0123456789-abcdef\n");
        File.WriteAllText(folder.File("private.pem"), key.ExportPem());
        File.WriteAllText(folder.File("public.pem"), key.GetPublicKey().ExportPem());
        File.WriteAllText(folder.File("platform.jwk.json"), published.ToJson());
        File.WriteAllText(folder.File("claims.json"), """{"scope": "orders:read"}""");
        File.WriteAllText(folder.File("report.json"), """{"balance": 100}""");
        File.WriteAllBytes(folder.File("backup.tar"), new byte[200_000]);
        File.WriteAllText(folder.File("private.json"), """{"accountNumber": "12345"}""");
    }

    /// <summary>The secret of these files, which looks like base64 and is text.</summary>
    public const string SampleSecret = "demo-client-secret-0123456789-abcdefg=";

    private static List<string> Read([CallerFilePath] string path = "")
    {
        List<string> commands = [];
        bool isShell = false;
        foreach (string line in File.ReadLines(Path.Combine(Path.GetDirectoryName(path)!, "../../src/JwtKit.Cli/README.md")))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                isShell = line == "```sh";
            }
            else if (isShell)
            {
                commands.Add(line);
            }
        }

        return commands;
    }
}
