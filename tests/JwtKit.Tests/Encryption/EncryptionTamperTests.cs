using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Messages that differ from what was encrypted: under each combination none is opened.</summary>
[TestFixtureSource(typeof(TestEncryption), nameof(TestEncryption.All))]
internal sealed class EncryptionTamperTests(TestEncryption test)
{
    private static readonly byte[] Content = [.. "what is encrypted"u8];

    private readonly EncryptionTarget target = test.NewTarget();
    private readonly DecryptionKey key = test.NewDecryptionKey();

    private int LastPart => test.KeyManagement == KeyManagement.Direct ? 3 : 4;

    [OneTimeTearDown]
    public void DisposeKeys()
    {
        target.Key.Dispose();
        key.Dispose();
    }

    [Test]
    [Category("Heavy")]
    public void Refuses_each_single_bit_flip_of_each_segment([Range(0, 4)] int part)
    {
        string token = Jwe.Encrypt(Content, target);
        int bits = JweText.Part(token, part).Length * 8;

        IEnumerable<int> opened = Enumerable.Range(0, bits).Where(bit => IsOpened(JweText.WithBytes(token, part, bytes => Flipped(bytes, bit))));

        Assert.That(opened, Is.Empty);
    }

    [Test]
    public void Refuses_each_other_character_at_the_end_of_each_segment([Range(0, 4)] int part)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        string token = Jwe.Encrypt(Content, target);
        string text = token.Split('.')[part];

        IEnumerable<char> opened = alphabet.Where(c => text.Length > 0 && c != text[^1] && IsOpened(JweText.WithPart(token, part, _ => text[..^1] + c)));

        Assert.That(opened, Is.Empty);
    }

    [Test]
    public void Refuses_each_shorter_length_of_each_part([Range(1, 4)] int part)
    {
        string token = Jwe.Encrypt(Content, target);
        int length = JweText.Part(token, part).Length;

        IEnumerable<int> opened = Enumerable.Range(0, length).Where(shorter => IsOpened(JweText.WithBytes(token, part, bytes => bytes[..shorter])));

        Assert.That(opened, Is.Empty);
    }

    [Test]
    public void Refuses_each_part_with_bytes_before_it_or_behind_it([Range(1, 4)] int part, [Values(1, 16)] int count)
    {
        string token = Jwe.Encrypt(Content, target);

        bool[] opened =
        [
            IsOpened(JweText.WithBytes(token, part, bytes => [.. bytes, .. new byte[count]])),
            IsOpened(JweText.WithBytes(token, part, bytes => [.. new byte[count], .. bytes])),
        ];

        Assert.That(opened, Is.All.False);
    }

    [Test]
    public void Refuses_parts_of_another_message()
    {
        string first = Jwe.Encrypt(Content, target);
        string second = Jwe.Encrypt(Content, target);

        IEnumerable<int> opened = Enumerable.Range(1, 15).Where(mask => IsMixture(mask) && IsOpened(Mixture(first, second, mask)));

        Assert.That(opened, Is.Empty);
    }

    [Test]
    public void Refuses_another_cipher_in_the_header()
    {
        string token = Jwe.Encrypt(Content, target);
        IEnumerable<string> opened = ContentEncryption.All.Where(other => other != test.Content)
            .Select(static other => other.Name)
            .Concat([test.Content.Name.ToLowerInvariant(), test.Content.Name + " ", "A128CTR", "none", string.Empty])
            .Where(other => IsOpened(JweText.WithHeader(token, $$"""{"alg":"{{test.KeyManagement.Name}}","enc":"{{other}}"}""")));

        Assert.That(opened, Is.Empty);
    }

    [Test]
    public void Refuses_another_key_management_in_the_header()
    {
        string token = Jwe.Encrypt(Content, target);
        IEnumerable<string> opened = KeyManagement.All.Where(other => other != test.KeyManagement)
            .Select(static other => other.Name)
            .Concat([test.KeyManagement.Name.ToUpperInvariant() + "x", "A128KW", "A256GCMKW", "RSA-OAEP-512", "none", "HS256", string.Empty])
            .Where(other => IsOpened(JweText.WithHeader(token, $$"""{"alg":"{{other}}","enc":"{{test.Content.Name}}"}""")));

        Assert.That(opened, Is.Empty);
    }

    [Test]
    public void Refuses_a_header_that_means_the_same_but_reads_otherwise()
    {
        string token = Jwe.Encrypt(Content, target);

        Assert.That(IsOpened(JweText.WithHeader(token, $$"""{"enc":"{{test.Content.Name}}","alg":"{{test.KeyManagement.Name}}"}""")), Is.False);
    }

    [Test]
    public void Opens_the_message_that_is_changed_here() => Assert.That(IsOpened(Jwe.Encrypt(Content, target)), Is.True);

    private static byte[] Flipped(byte[] bytes, int bit)
    {
        bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        return bytes;
    }

    /// <summary>Each bit of the mask takes one of the four binary parts from the second message.</summary>
    private static string Mixture(string first, string second, int mask) => string.Join(
        '.', first.Split('.').Zip(second.Split('.'), (a, b) => (a, b)).Select((pair, number) => number > 0 && ((mask >> (number - 1)) & 1) == 1 ? pair.b : pair.a));

    /// <summary>With a shared key the first part is empty, so taking all others gives the second message itself.</summary>
    private bool IsMixture(int mask) => LastPart == 4 ? mask is > 0 and < 15 : (mask >> 1) is > 0 and < 7;

    private bool IsOpened(string token) => Jwe.TryDecrypt(token, key, out _);
}
