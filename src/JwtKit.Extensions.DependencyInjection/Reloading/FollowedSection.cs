using Microsoft.Extensions.Configuration;

namespace JwtKit;

/// <summary>A section whose changes are followed. Not safe for concurrent use.</summary>
internal sealed class FollowedSection(IConfigurationSection section)
{
    private bool hadSettings;

    public IConfigurationSection Section => section;

    /// <summary>Whether all settings have gone, as they do for a while when an editor takes the old file away before it writes the new one.</summary>
    public bool IsGone => hadSettings && !HasSettings;

    private bool HasSettings => section.GetChildren().Any();

    /// <summary>Notes that its settings are in use.</summary>
    public void Use() => hadSettings |= HasSettings;
}
