namespace JwtKit;

/// <summary>What a replay store did with an id. All but <see cref="Recorded"/> refuse the token.</summary>
public enum ReplayOutcome
{
    /// <summary>The store could not be reached, or does not know whether it recorded the id. It is the default, so that an answer nobody gave is a refusal.</summary>
    Unavailable = 0,

    /// <summary>The id was not there and is now, and will be until it expires.</summary>
    Recorded,

    /// <summary>The id is there: the token was used before.</summary>
    AlreadyRecorded,

    /// <summary>The store has no room for another id and forgets none that is alive.</summary>
    Full,

    /// <summary>The record would be over already, so that an earlier one may have been forgotten.</summary>
    Expired,
}
