using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace JwtKit.Samples.KorePlatform;

/// <summary>The bearer tokens of the users who came with a JWT: random, kept as hashes, in memory only.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class BearerTokens(IOptions<PlatformOptions> options, TimeProvider timeProvider)
{
    private const int Capacity = 10_000;
    private const int TokenBytes = 32;

    private readonly Lock gate = new();
    private readonly Dictionary<string, BearerToken> tokens = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();
    private readonly HashSet<(string ClientId, string Identity)> known = [];

    /// <summary>A text that nobody can guess.</summary>
    public static string NewText() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));

    /// <summary>What is kept of a text that opens something.</summary>
    public static string HashOf(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Issues a token. The oldest one gives way where there are too many.</summary>
    public (string Text, BearerToken Token) Issue(string clientId, string identity)
    {
        string text = NewText();
        DateTimeOffset now = timeProvider.GetUtcNow();
        lock (gate)
        {
            bool isFirst = options.Value.ExpireFirstBearer && known.Count < Capacity && known.Add((clientId, identity));
            BearerToken token = new() { ClientId = clientId, Identity = identity, Issued = now, Expires = isFirst ? now : now + options.Value.BearerLifetime };
            if (order.Count == Capacity)
            {
                tokens.Remove(order.Dequeue());
            }

            string hash = HashOf(text);
            tokens.Add(hash, token);
            order.Enqueue(hash);
            return (text, token);
        }
    }

    /// <summary>Finds a token; null if it was never issued.</summary>
    /// <param name="text">As it arrived.</param>
    /// <param name="isExpired">Whether it is to be answered as expired.</param>
    public BearerToken? Find(string text, out bool isExpired)
    {
        isExpired = false;
        lock (gate)
        {
            if (!tokens.TryGetValue(HashOf(text), out BearerToken? token))
            {
                return null;
            }

            isExpired = token.Expires <= timeProvider.GetUtcNow();
            return token;
        }
    }
}
