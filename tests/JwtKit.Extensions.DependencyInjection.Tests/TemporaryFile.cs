namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>A file that lasts as long as its test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(string content) => File.WriteAllText(Path, content);

    public TemporaryFile(byte[] content) => File.WriteAllBytes(Path, content);

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public void Dispose() => File.Delete(Path);
}
