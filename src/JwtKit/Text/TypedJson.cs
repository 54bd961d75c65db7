using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace JwtKit;

/// <summary>Reads JSON from outside as a type of the caller's: no content makes it throw.</summary>
/// <remarks>
/// What the type needs is checked before the content is looked at, so that a wrong call throws whatever came. From then on each exception is the content's
/// doing: the serializer's own, and whatever a constructor, a setter or a converter throws for a value that it does not take. Let through are those that
/// say nothing about the content: a cancellation, which only the caller's own code can make, and an exhausted process.
/// </remarks>
internal static class TypedJson
{
    /// <exception cref="InvalidOperationException">The metadata of the type contradict themselves.</exception>
    /// <exception cref="NotSupportedException">The metadata of a type that this one consists of are missing.</exception>
    public static bool TryRead<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> typeInfo, [NotNullWhen(true)] out T? value)
    {
        _ = typeInfo.Options.TryGetTypeInfo(typeInfo.Type, out _);
        value = default;
        if (!Utf8.IsValid(json))
        {
            return false;
        }

        try
        {
            value = JsonSerializer.Deserialize(json, typeInfo);
            return value is not null;
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException or InsufficientExecutionStackException or ThreadInterruptedException))
        {
            return false;
        }
    }
}
