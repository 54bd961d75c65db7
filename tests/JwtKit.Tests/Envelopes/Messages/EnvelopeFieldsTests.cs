using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>What may be said about an envelope with members of its own.</summary>
[TestFixture]
internal sealed class EnvelopeFieldsTests
{
    private static readonly byte[] Content = [1, 2, 3];

    private static TestCaseData[] Wrong =>
    [
        Case(new EnvelopeFields { Vector = null! }, "A name is null; wrapped key, salt, vector, ciphertext and a separate tag need one each."),
        Case(new EnvelopeFields { Tag = null! }, "A name is null; wrapped key, salt, vector, ciphertext and a separate tag need one each."),
        Case(new EnvelopeFields { Version = string.Empty }, "A name has 0 characters; 1 to 64 are needed."),
        Case(new EnvelopeFields { Salt = new string('x', 65) }, "A name has 65 characters; 1 to 64 are needed."),
        Case(new EnvelopeFields { Vector = "tag" }, "Two members have the same name; each needs its own."),
        Case(new EnvelopeFields { KeyId = "alg" }, "Two members have the same name; each needs its own."),
        Case(new EnvelopeFields { Encoding = (EnvelopeEncoding)9 }, "The encoding is 9; Base64, Base64Url, Hex or UpperHex is needed. (Parameter 'fields')"),
        Case(new EnvelopeFields { TagPlacement = (EnvelopeTag)9 }, "The place of the tag is 9; Separate, Appended or Prepended is needed. (Parameter 'fields')"),
        Case(new EnvelopeFields { Cipher = ContentEncryption.A128Gcm }, "The cipher is A128GCM; an envelope takes A256GCM or A256CBC-HS512. (Parameter 'fields')"),
        Case(new EnvelopeFields { Cipher = null! }, "The cipher is null; an envelope takes A256GCM or A256CBC-HS512. (Parameter 'fields')"),
    ];

    [TestCaseSource(nameof(Wrong))]
    public void Refuses(EnvelopeFields fields, string message) => Assert.That(() => EnvelopeFormat.Fields(fields), Throws.ArgumentException.With.Message.EqualTo(message));

    [Test]
    public void Refuses_a_name_with_half_of_a_surrogate_pair() =>
        Assert.That(() => EnvelopeFormat.Fields(new EnvelopeFields { Vector = "\ud800" }), Throws.ArgumentException);

    [Test]
    public void Takes_the_name_of_a_tag_that_is_not_separate_for_another_member() =>
        Assert.That(() => EnvelopeFormat.Fields(new EnvelopeFields { TagPlacement = EnvelopeTag.Appended, Ciphertext = "tag" }), Throws.Nothing);

    [Test]
    public void Writes_the_members_of_a_wrapped_key_in_this_order() => Assert.That(
        Names(new EnvelopeFields(), "RSA-OAEP"), Is.EqualTo(new[] { "version", "alg", "enc", "kid", "contentType", "encryptedKey", "iv", "ciphertext", "tag" }));

    [Test]
    public void Writes_the_members_of_a_shared_key_in_this_order() => Assert.That(
        Names(new EnvelopeFields(), "dir"), Is.EqualTo(new[] { "version", "alg", "enc", "kid", "contentType", "salt", "iv", "ciphertext", "tag" }));

    [Test]
    public void Writes_names_of_any_text()
    {
        EnvelopeFields fields = new() { Vector = "the \"iv\"", Ciphertext = "dätä😀\n", Tag = "\\", TagPlacement = EnvelopeTag.Separate, Version = "\0" };
        Assert.That(Names(fields, "dir"), Is.EqualTo(new[] { "\0", "alg", "enc", "kid", "contentType", "salt", "the \"iv\"", "dätä😀\n", "\\" }));
    }

    [Test]
    public void Opens_what_was_sealed_with_names_of_any_text([Values(10, 100_000)] int length)
    {
        EnvelopeFormat format = EnvelopeFormat.Fields(new EnvelopeFields { Vector = "the \"iv\"", Ciphertext = "dätä😀\n", Tag = "\\", Version = "\0" });
        Assert.That(OpenedLength(format, new byte[length]), Is.EqualTo(length));
    }

    [Test]
    public void Opens_what_was_sealed_without_any_member_that_may_be_left_out()
    {
        EnvelopeFormat format = EnvelopeFormat.Fields(new EnvelopeFields { Version = null, Algorithm = null, Encryption = null, KeyId = null, ContentType = null });
        Assert.That(OpenedLength(format, Content), Is.EqualTo(3));
    }

    [Test]
    public void Authenticates_algorithm_and_cipher_that_are_left_out()
    {
        EnvelopeFields bare = new() { Version = null, Algorithm = null, Encryption = null, KeyId = null, ContentType = null };
        using EncryptionKey sender = EncryptionKey.RsaOaep(RsaPublicKey.FromPem(TestKeys.SubjectPublicKeyInfo));
        using DecryptionKey other = DecryptionKey.RsaOaep256(RsaPrivateKey.FromPem(TestKeys.Pkcs8));
        string envelope = PayloadEnvelope.Seal(Content, sender, "c", EnvelopeFormat.Fields(bare));
        Assert.That(PayloadEnvelope.TryOpen(envelope, other, "c", out _, EnvelopeFormat.Fields(bare)), Is.False);
    }

    [Test]
    public void Refuses_a_content_type_that_has_no_member()
    {
        EnvelopeFormat format = EnvelopeFormat.Fields(new EnvelopeFields { ContentType = null });
        Assert.That(
            () => PayloadEnvelope.Seal(Content, SampleEncryption.DirectTarget.Key, "c", format, "text/plain"),
            Throws.ArgumentException.With.Message.EqualTo(
                "The format has no member for the content type; leave it out, or name the member in EnvelopeFields.ContentType. (Parameter 'contentType')"));
    }

    [Test]
    public void Sets_no_limit_to_the_messages_of_a_shared_key()
    {
        using EncryptionKey key = EncryptionKey.Direct(Secret.Generate(32));
        SharedContentKey shared = (SharedContentKey)typeof(EncryptionKey)
            .GetField("shared", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.GetValue(key)!;
        shared.SetMessages(1L << 40);
        Assert.That(() => PayloadEnvelope.Seal(Content, key, "c", EnvelopeFormat.Fields(new EnvelopeFields())), Throws.Nothing);
    }

    private static TestCaseData Case(EnvelopeFields fields, string message) => new TestCaseData(fields, message).SetArgDisplayNames(message);

    private static IEnumerable<string> Names(EnvelopeFields fields, string algorithm)
    {
        TestEnvelope test = TestEnvelope.All.First(known => known.KeyManagement.Name == algorithm);
        string envelope = PayloadEnvelope.Seal(Content, test.Receiver, "c", EnvelopeFormat.Fields(fields), "text/plain");
        return System.Text.Json.JsonElement.Parse(envelope).EnumerateObject().Select(static member => member.Name);
    }

    private static int? OpenedLength(EnvelopeFormat format, byte[] content)
    {
        string envelope = PayloadEnvelope.Seal(content, SampleEncryption.DirectTarget.Key, "c", format);
        PayloadEnvelope.TryOpen(envelope, SampleEncryption.DirectKey, "c", out EnvelopePayload? payload, format);
        using (payload)
        {
            return payload?.Content.Length;
        }
    }
}
