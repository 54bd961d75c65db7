namespace JwtKit;

/// <summary>What an app may do with a data table or a view.</summary>
[Flags]
public enum KoreAiTableAccess
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Read rows.</summary>
    Read = 1,

    /// <summary>Add and change rows.</summary>
    Write = 2,

    /// <summary>Delete rows.</summary>
    Delete = 4,

    /// <summary>All three.</summary>
    All = Read | Write | Delete,
}
