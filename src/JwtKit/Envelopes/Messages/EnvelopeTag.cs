namespace JwtKit;

/// <summary>Where an envelope with members of its own has its authentication tag.</summary>
public enum EnvelopeTag
{
    /// <summary>In a member of its own.</summary>
    Separate,

    /// <summary>In the member of the ciphertext, behind it.</summary>
    Appended,

    /// <summary>In the member of the ciphertext, before it.</summary>
    Prepended,
}
