using Microsoft.Extensions.Configuration;

namespace JwtKit;

/// <summary>A section that was given to <c>AddJwtKit</c>.</summary>
internal sealed record JwtKitSection(IConfigurationSection Section);
