namespace JwtKit;

/// <summary>How often a token may be used.</summary>
public enum ValidatorUse
{
    /// <summary>Any number of times until it expires: <see cref="TokenUse.Reusable"/>.</summary>
    Reusable,

    /// <summary>Once: <see cref="TokenUse.OneTime"/>, with the host's <see cref="IReplayStore"/>.</summary>
    OneTime,
}
