using System.Security.Cryptography;
using System.Text.Json;

namespace JwtKit;

/// <summary>Reads a JWK set (RFC 7517 section 5). It may have come over the wire: no text makes it throw.</summary>
internal static class JwkSetReader
{
    private static readonly string[] PrivateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

    private static readonly JwkSetFault Malformed = new(JwkSetFault.Malformed,
        "The text is not a JWK set: one well-formed JSON object in UTF-8 without repeated members, whose \"keys\" is an array of objects (RFC 7517 section 5).");

    public static JwkSetFault TooLong(int maximumLength) =>
        new(JwkSetFault.TooLong, $"The JWK set has more than {maximumLength} bytes; nothing of it was read.");

    /// <summary>The fault, if there is one; else the set.</summary>
    public static JwkSetFault? Read(ReadOnlySpan<byte> utf8, out JwkSet? set)
    {
        set = null;
        JsonRange array = default;
        StrictJsonReader reader = new(utf8);
        while (reader.NextMember())
        {
            array = reader.NameEquals("keys"u8) ? reader.Value : array;
        }

        if (!reader.IsComplete || array.Kind != JsonTokenType.StartArray)
        {
            return Malformed;
        }

        Collector collector = new();
        Utf8JsonReader items = new(array.Raw(utf8));
        items.Read();
        while (items.Read() && items.TokenType != JsonTokenType.EndArray)
        {
            if (items.TokenType != JsonTokenType.StartObject)
            {
                return Malformed;
            }

            int start = (int)items.TokenStartIndex;
            items.Skip();
            if (collector.Add(array.Raw(utf8)[start..(int)items.BytesConsumed]) is { } fault)
            {
                return fault;
            }
        }

        set = new JwkSet(collector.Keys, collector.Skipped);
        return null;
    }

    private sealed class Collector
    {
        private readonly HashSet<string> keyIds = new(StringComparer.Ordinal);
        private int count;

        public List<Jwk> Keys { get; } = [];

        public List<SkippedJwk> Skipped { get; } = [];

        public JwkSetFault? Add(ReadOnlySpan<byte> json)
        {
            if (++count > JwkSet.MaximumKeys)
            {
                return new JwkSetFault(JwkSetFault.TooManyKeys, $"The JWK set has more than {JwkSet.MaximumKeys} keys.");
            }

            // The set was read strictly, and so its keys are objects without repeated members.
            JwkMembers members = JwkMembers.Read(json);
            try
            {
                return Add(in members);
            }
            catch (CryptographicException e)
            {
                Skip(in members, SkippedJwk.Malformed, e.Message);
                return null;
            }
        }

        private JwkSetFault? Add(in JwkMembers members)
        {
            // Asked of every key type: a private key that was published by mistake is known to others, whether or not JwtKit could use it.
            if (IsPrivate(in members))
            {
                return new JwkSetFault(JwkSetFault.PrivateKey,
                    $"Key {count} of the JWK set has private members or is a secret; a set holds public keys only. Whoever could read it has the key: replace it.");
            }

            if (members.Text("kty") is { } keyType && JwkReader.Unsupported(keyType) is { } reason)
            {
                Skip(in members, SkippedJwk.UnsupportedKeyType, reason);
                return null;
            }

            if (members.Text("kid") is { } keyId && !keyIds.Add(keyId))
            {
                return new JwkSetFault(JwkSetFault.DuplicateKeyId,
                    $"Key {count} of the JWK set has the \"kid\" of a key before it; a token could not say which one it means.");
            }

            if (members.Text("alg") is { } algorithm && !JwkAlgorithms.Serves(algorithm, Jwk.Rsa))
            {
                Skip(in members, SkippedJwk.UnsupportedAlgorithm, "The JWK's \"alg\" names no RSA algorithm that is supported.");
                return null;
            }

            // What is left of kty oct has no k, which is malformed.
            if (JwkReader.KeyTypeOf(in members) == Jwk.Octets)
            {
                members.Bytes("k");
            }

            AddRsa(in members);
            return null;
        }

        private void AddRsa(in JwkMembers members)
        {
            JwkLabels labels = JwkReader.LabelsOf(in members);
            RsaModulus numbers = JwkReader.PublicNumbersOf(in members);
            if (numbers.FaultOf(allowSmallExponent: false) is { } fault)
            {
                Skip(in members, SkippedJwk.WeakKey, fault);
                return;
            }

            Keys.Add(new Jwk(new RsaPublicKey(numbers), pkcs8: null, labels) { Number = count });
        }

        private static bool IsPrivate(in JwkMembers members)
        {
            foreach (string name in PrivateMembers)
            {
                if (members.Has(name))
                {
                    return true;
                }
            }

            return false;
        }

        private void Skip(in JwkMembers members, string code, string reason) =>
            Skipped.Add(new SkippedJwk(count, members.TextIfText("kid"), members.TextIfText("kty"), members.TextIfText("alg"), code, reason));
    }
}
