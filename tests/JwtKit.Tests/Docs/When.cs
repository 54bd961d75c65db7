namespace JwtKit.Tests;

/// <summary>Stands for the enumeration of that name in StackExchange.Redis.</summary>
internal enum When
{
    Always,
    Exists,
    NotExists,
}
