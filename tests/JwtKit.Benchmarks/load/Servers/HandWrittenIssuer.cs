using System.Text;

namespace JwtKit.Benchmarks.Servers;

/// <summary>The company and its secret, from the settings that JwtKit reads too.</summary>
internal sealed record HandWrittenIssuer(string Company, byte[] Secret)
{
    public static HandWrittenIssuer From(IConfiguration configuration)
    {
        IConfigurationSection issuer = configuration.GetRequiredSection("JwtKit:Issuers:ccai");
        return new HandWrittenIssuer(issuer["Company"]!, Encoding.UTF8.GetBytes(issuer["Secret"]!));
    }
}
