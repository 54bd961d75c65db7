using NUnit.Framework;

namespace JwtKit.Extensions.DependencyInjection.Tests;

/// <summary>What is no regular file is a fault of its setting, and nobody waits for it. A test that waited would never end.</summary>
[TestFixture]
[Platform("Unix")]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class FileKindTests : IDisposable
{
    private readonly IrregularFiles files = new();

    public void Dispose() => files.Dispose();

    [Test]
    public void Refuses_a_key_file_that_is_a_named_pipe() => Refuses(files.Pipe(), "a named pipe");

    [Test]
    public void Refuses_a_key_file_that_is_a_link_to_a_named_pipe() => Refuses(files.LinkTo(files.LinkTo(files.Pipe())), "a named pipe");

    [Test]
    public void Refuses_a_key_file_that_is_a_folder() => Refuses(files.Folder(), "a directory");

    [Test]
    public void Refuses_a_key_file_that_is_a_socket() => Refuses(files.Socket(), "a socket");

    [TestCase("/dev/zero")]
    [TestCase("/dev/null")]
    [TestCase("/dev/tty")]
    public void Refuses_a_key_file_that_is_a_device(string path) => Refuses(path, "a device");

    [Test]
    public void Refuses_a_link_that_leads_nowhere()
    {
        string link = files.LinkTo(files.Free);
        Assert.That(FaultsOf(("own:Secret", null), ("own:KeyFile", link)), Is.EqualTo(new[] { $"JwtKit:Issuers:own:KeyFile: the file '{link}' does not exist; a readable file is needed." }));
    }

    [Test]
    public void Refuses_a_secret_file_that_is_a_named_pipe()
    {
        string pipe = files.Pipe();
        Assert.That(FaultsOf(("own:Secret", null), ("own:SecretFile", pipe)), Is.EqualTo(new[] { $"JwtKit:Issuers:own:SecretFile: {Text(pipe, "a named pipe")}" }));
    }

    [TestCase("JwtKit:Validators:v:KeyFile", "JwtKit:Validators:v:Algorithm", "RS256")]
    [TestCase("JwtKit:Validators:v:SecretFile", "JwtKit:Validators:v:Algorithm", "HS256")]
    public void Refuses_a_validators_file_that_is_a_named_pipe(string setting, string other, string value)
    {
        string pipe = files.Pipe();
        List<string> faults = Faults.Of(Settings.Only(
            (setting, pipe), (other, value), ("JwtKit:Validators:v:Issuer", "https://id.example.com"), ("JwtKit:Validators:v:Audience", "orders-api"), ("JwtKit:Validators:v:Use", "Reusable")));
        Assert.That(faults, Is.EqualTo(new[] { $"{setting}: {Text(pipe, "a named pipe")}" }));
    }

    [Test]
    public void Refuses_a_key_of_an_envelope_that_is_a_named_pipe()
    {
        string pipe = files.Pipe();
        Assert.That(Faults.Of(Settings.Only(("JwtKit:Envelopes:e:RecipientKeyFile", pipe))), Has.Member($"JwtKit:Envelopes:e:RecipientKeyFile: {Text(pipe, "a named pipe")}"));
    }

    /// <summary>As Kubernetes mounts a secret: the file is a link into a folder that is itself a link.</summary>
    [Test]
    public void Reads_a_secret_through_links()
    {
        string folder = files.Folder();
        File.WriteAllText(Path.Combine(folder, "secret"), "the-first-secret-0123456789-0123456789");
        string secret = files.LinkTo(Path.Combine(files.LinkTo(folder), "secret"));
        Assert.That(FaultsOf(("own:Secret", null), ("own:SecretFile", secret)), Is.Empty);
    }

    [Test]
    public void Reads_no_more_of_a_file_than_a_key_can_have()
    {
        string file = files.Free;
        using (FileStream stream = File.Create(file))
        {
            stream.SetLength(1024 * 1024 + 1);
        }

        Assert.That(FaultsOf(("own:Secret", null), ("own:KeyFile", file)), Is.EqualTo(new[] { $"JwtKit:Issuers:own:KeyFile: the file '{file}' is too long; at most 1048576 bytes are read." }));
    }

    [TestCase(0)]
    [TestCase(16 * 1024)]
    [TestCase(16 * 1024 + 1)]
    [TestCase(1024 * 1024)]
    public void Reads_a_file_whole(int length)
    {
        byte[] content = new byte[length];
        new Random(length).NextBytes(content);
        using TemporaryFile file = new(content);
        Assert.That(BoundedFile.Read(file.Path, 1024 * 1024, ShownValue.OfFile), Is.EqualTo(content));
    }

    /// <summary>Its length is said to be 0.</summary>
    [Test]
    [Platform("Linux")]
    public void Reads_a_file_that_does_not_know_its_length() => Assert.That(BoundedFile.Read("/proc/self/status", 1024 * 1024, ShownValue.OfFile), Is.Not.Empty);

    [Test]
    public void Refuses_a_file_that_is_being_written_by_another_process()
    {
        using TemporaryFile file = new("x");
        using FileStream writer = new(file.Path, FileMode.Open, FileAccess.Write, FileShare.None);
        Assert.That(() => BoundedFile.Read(file.Path, 100, ShownValue.OfFile), Throws.TypeOf<IOException>().With.Message.EqualTo($"the file '{file.Path}' is being written by another process."));
    }

    private static void Refuses(string path, string kind) =>
        Assert.That(FaultsOf(("own:Secret", null), ("own:KeyFile", path)), Is.EqualTo(new[] { $"JwtKit:Issuers:own:KeyFile: {Text(path, kind)}" }));

    private static List<string> FaultsOf(params (string, string?)[] settings) => Faults.Of(Settings.With(settings));

    private static string Text(string path, string kind) => $"the file '{path}' is {kind}; a regular file is needed, or a link to one.";
}
