namespace JwtKit.Tests;

/// <summary>Changes to the bytes of envelopes, as a careless or hostile hand would make them. Each is drawn from the given random numbers, so that a seed repeats it.</summary>
internal sealed class EnvelopeMutation(Random random, TestEnvelope test, IReadOnlyList<byte[]> originals)
{
    /// <summary>A changed envelope that is none of the originals.</summary>
    public byte[] Next()
    {
        while (true)
        {
            byte[] changed = Change([.. originals[random.Next(originals.Count)]]);
            if (!originals.Any(original => PublicBytes.AreEqual(original, changed)))
            {
                return changed;
            }
        }
    }

    private byte[] Change(List<byte> bytes)
    {
        ReadOnlySpan<byte> likely = "{}[]\":,\\.=-_+/AQgw09 \n"u8;
        int at = random.Next(bytes.Count);
        switch (random.Next(8))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[at] = likely[random.Next(likely.Length)];
                break;
            case 2:
                bytes.Insert(at, likely[random.Next(likely.Length)]);
                break;
            case 3:
                bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at));
                break;
            case 4:
                bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 30), bytes.Count - at)));
                break;
            default:
                return PartChanged([.. bytes]);
        }

        return [.. bytes];
    }

    /// <summary>A part with other content, rightly encoded, or with that of another envelope or another part.</summary>
    private byte[] PartChanged(byte[] envelope)
    {
        List<KeyValuePair<string, string>> parts = EnvelopeText.Parts(test, envelope);
        List<KeyValuePair<string, string>> others = EnvelopeText.Parts(test, originals[random.Next(originals.Count)]);
        KeyValuePair<string, string> part = parts[random.Next(parts.Count)];
        return EnvelopeText.With(test, envelope, part.Key, text => random.Next(4) switch
        {
            0 => others.Find(other => other.Key == part.Key).Value ?? string.Empty,
            1 => others[random.Next(others.Count)].Value,
            _ => EnvelopeText.Encode(test, part.Key, BitFlipped(EnvelopeText.Decode(test, part.Key, text))),
        });
    }

    private byte[] BitFlipped(byte[] bytes)
    {
        if (bytes.Length > 0)
        {
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        }

        return bytes;
    }
}
