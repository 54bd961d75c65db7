using System.Text.Json;
using System.Text.Json.Nodes;

namespace JwtKit.Tests;

/// <summary>Random JSON objects, with names and texts that are awkward to write.</summary>
internal static class RandomJson
{
    private static readonly string[] Texts =
        ["", "a", "exp", "é", "😀", "\"", "\\", "/", "\n", "\u0000", "</script>", "\u2028", "a b", "ud800", "\\u0065xp"];

    // The first writes most of Texts escaped, the second almost nothing.
    private static readonly JsonSerializerOptions[] Writers =
    [
        new() { WriteIndented = true },
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping },
    ];

    public static byte[] Write(Random random) =>
        JsonSerializer.SerializeToUtf8Bytes<JsonNode>(Object(random, depth: 1), Writers[random.Next(Writers.Length)]);

    /// <summary>The same bytes with one to three of them changed, dropped, doubled or moved.</summary>
    public static byte[] Mutate(byte[] json, Random random)
    {
        List<byte> mutated = [.. json];
        for (int i = random.Next(1, 4); i > 0 && mutated.Count > 1; i--)
        {
            int at = random.Next(mutated.Count);
            switch (random.Next(5))
            {
                case 0:
                    mutated[at] = (byte)random.Next(256);
                    break;
                case 1:
                    mutated.RemoveAt(at);
                    break;
                case 2:
                    mutated.Insert(at, mutated[random.Next(mutated.Count)]);
                    break;
                case 3:
                    mutated[at] = (byte)"{}[]\",:\\/u0 "[random.Next(12)];
                    break;
                default:
                    mutated.InsertRange(at, mutated.GetRange(at, random.Next(mutated.Count - at)));
                    break;
            }
        }

        return [.. mutated];
    }

    private static JsonObject Object(Random random, int depth)
    {
        JsonObject written = [];
        for (int i = random.Next(depth == 1 ? 24 : 4); i > 0; i--)
        {
            written[Text(random) + (random.Next(2) == 0 ? i : string.Empty)] = Value(random, depth + 1);
        }

        return written;
    }

    private static JsonNode? Value(Random random, int depth) => random.Next(depth > 5 ? 5 : 7) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.NextInt64(long.MinValue, long.MaxValue),
        3 => random.NextDouble(),
        4 => Text(random),
        5 => Object(random, depth),
        _ => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth + 1))]),
    };

    private static string Text(Random random) => Texts[random.Next(Texts.Length)] + Texts[random.Next(Texts.Length)];
}
