using System.Text;
using Microsoft.Extensions.Configuration;

namespace JwtKit.AspNetCore.Tests;

/// <summary>The configuration that the documentation shows in one piece.</summary>
internal static class PrintedSection
{
    public const string Json = """
        {
          "JwtKit": {
            "Issuers": {
              "ccai":     { "Platform": "Ccai", "Company": "ACME", "Secret": "demo-company-secret-0123456789-abcdef", "SecretEncoding": "Text", "Lifetime": "01:00:00" },
              "kore":     { "Platform": "KoreAiUser", "ClientId": "cs-demo", "Secret": "demo-client-secret-0123456789-abcdefg=", "Algorithm": "HS256", "Lifetime": "00:05:00",
                            "Encryption": { "KeyFile": "kore.jwk.json", "KeyManagement": "RSA-OAEP", "Content": "A256GCM" } },
              "kore-api": { "Platform": "KoreAiApi", "ClientId": "cs-demo", "Subject": "reporting", "KeyFile": "private.pem", "KeyPassword": "changeit", "Algorithm": "RS256", "KeyId": "2026-01" },
              "own":      { "Issuer": "https://id.example.com", "Audience": "orders-api", "Lifetime": "00:05:00", "KeyFile": "own.pem", "Algorithm": "RS256" }
            },
            "Validators": { "own": { "Issuer": "https://id.example.com", "Audience": "orders-api", "Algorithm": "RS256", "KeyFile": "own.public.pem", "Use": "OneTime" } },
            "Envelopes":  { "kore": { "RecipientKeyFile": "platform.pem", "PrivateKeyFile": "ours.pem", "Format": "JweJson" } },
            "MutualTls":  { "kore": { "CertificateFile": "client.pem", "KeyFile": "client.key", "ChainFile": "intermediates.pem", "RootFile": "root.pem" } },
            "Replay":     { "Store": "Memory" }
          }
        }
        """;

    /// <summary>Its settings under their full keys.</summary>
    public static IReadOnlyDictionary<string, string> Settings
    {
        get
        {
            using MemoryStream stream = new(Encoding.UTF8.GetBytes(Json));
            return new ConfigurationBuilder().AddJsonStream(stream).Build().AsEnumerable()
                .Where(static setting => setting.Value is not null)
                .ToDictionary(static setting => setting.Key, static setting => setting.Value!, StringComparer.Ordinal);
        }
    }
}
