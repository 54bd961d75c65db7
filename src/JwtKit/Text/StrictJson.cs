namespace JwtKit;

/// <summary>The rules of <see cref="StrictJsonReader"/> for a JSON value of any kind.</summary>
internal static class StrictJson
{
    public static bool IsStrictValue(ReadOnlySpan<byte> json)
    {
        // As the only member of an object, the value meets every rule that it will meet as a claim.
        byte[] member = [.. "{\"v\":"u8, .. json, (byte)'}'];
        StrictJsonReader reader = new(member);
        int members = 0;
        while (reader.NextMember())
        {
            members++;
        }

        return reader.IsComplete && members == 1;
    }
}
