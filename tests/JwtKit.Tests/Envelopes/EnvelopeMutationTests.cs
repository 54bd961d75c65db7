using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Envelopes that differ from sealed ones in anything at all: none is opened, none makes opening throw, none leaves anything behind.</summary>
[TestFixtureSource(typeof(TestEnvelope), nameof(TestEnvelope.Typical))]
internal sealed class EnvelopeMutationTests(TestEnvelope test)
{
    private const int Seed = 7516;
    private const int Count = 20_000;

    private static readonly EnvelopeContext Context = "orders/export";

    [Test]
    [Category("Heavy")]
    public void Refuses_20_000_changed_envelopes()
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        byte[][] originals = [.. Originals()];
        EnvelopeMutation mutation = new(new Random(Seed), test, originals);
        byte[] destination = new byte[4096];
        List<string> faults = [];
        for (int i = 0; i < Count; i++)
        {
            byte[] envelope = mutation.Next();
            if (Fault(envelope, destination, originals) is { } fault)
            {
                faults.Add($"{fault}: {System.Text.Encoding.Latin1.GetString(envelope)}");
            }
        }

        Assert.That(faults, Is.Empty);
    }

    [Test]
    public void Opens_the_envelopes_that_are_changed() => Assert.That(Originals().Select(envelope => test.Open(envelope, Context)), Is.All.Not.Null);

    private string? Fault(byte[] envelope, byte[] destination, byte[][] originals)
    {
        try
        {
            if (PayloadEnvelope.TryOpen(envelope, test.Key, Context, destination, out _, test.Format))
            {
                // White space between members, escapes in a name and members that nobody knows change the text, but no part.
                return IsSameMessage(envelope, originals) ? null : "opened";
            }
        }
        catch (Exception fault)
        {
            return fault.GetType().Name;
        }

        return destination.AsSpan().ContainsAnyExcept((byte)0) ? "left something" : null;
    }

    private bool IsSameMessage(byte[] envelope, byte[][] originals)
    {
        if (test.IsCompact)
        {
            return false;
        }

        IEnumerable<KeyValuePair<string, string>> parts = EnvelopeText.Parts(test, envelope);
        return originals.Any(original => EnvelopeText.Parts(test, original).TrueForAll(parts.Contains));
    }

    private IEnumerable<byte[]> Originals()
    {
        yield return test.Seal([], Context);
        yield return test.Seal([.. "what is sealed"u8], Context, "text/plain");
        yield return test.Seal([.. "what else is sealed"u8], Context, "application/json", TestEnvelope.Of(test.KeyManagement).NewEncryptionKey());
        yield return test.Seal(new byte[200], Context);
    }
}
