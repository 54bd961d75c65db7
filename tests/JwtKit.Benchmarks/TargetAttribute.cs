namespace JwtKit.Benchmarks;

/// <summary>What a row must reach, printed beside what it does reach.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TargetAttribute(string text) : Attribute
{
    public string Text => text;
}
