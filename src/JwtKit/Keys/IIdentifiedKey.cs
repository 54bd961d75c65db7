namespace JwtKit;

/// <summary>A key that may have an id by which tokens name it: what a <see cref="KeyRing{T}"/> holds.</summary>
public interface IIdentifiedKey
{
    /// <summary>The <c>kid</c>, if the key has one.</summary>
    string? KeyId { get; }
}
