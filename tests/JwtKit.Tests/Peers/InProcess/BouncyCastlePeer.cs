using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Encodings;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Paddings;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;

namespace JwtKit.Tests.Peers;

/// <summary>BouncyCastle, which knows no tokens: its ciphers, put together as RFC 7515, 7516 and 7518 say. It shares no cryptography with .NET.</summary>
internal sealed class BouncyCastlePeer : LibraryPeer
{
    private static readonly RsaPrivateCrtKeyParameters PrivateKey = (RsaPrivateCrtKeyParameters)PrivateKeyFactory.CreateKey(PeerKeys.Rsa.ExportPkcs8PrivateKey());
    private static readonly RsaKeyParameters PublicKey = (RsaKeyParameters)PublicKeyFactory.CreateKey(PeerKeys.Rsa.ExportSubjectPublicKeyInfo());

    public override string Name => "BouncyCastle";

    public override string Sign(string algorithm, string json, string keyId)
    {
        JsonObject header = new() { ["alg"] = algorithm, ["typ"] = "JWT", ["kid"] = keyId };
        string input = $"{Encode(header.ToJsonString())}.{Encode(json)}";
        return $"{input}.{Base64Url.EncodeToString(SignatureOf(algorithm, Encoding.ASCII.GetBytes(input)))}";
    }

    public override string Verify(string algorithm, string token)
    {
        string[] segments = token.Split('.');
        Require(algorithm, "alg", segments[0]);
        byte[] input = Encoding.ASCII.GetBytes($"{segments[0]}.{segments[1]}");
        byte[] signature = Base64Url.DecodeFromChars(segments[2]);
        return (IsHmac(algorithm) ? signature.AsSpan().SequenceEqual(SignatureOf(algorithm, input)) : IsSignature(algorithm, input, signature))
            ? RawToken.PayloadOf(token)
            : throw new InvalidOperationException("The signature is wrong.");
    }

    public override string Encrypt(string keyManagement, string content, string token, string keyId)
    {
        JsonObject header = new() { ["alg"] = keyManagement, ["enc"] = content, ["cty"] = "JWT", ["kid"] = keyId };
        string protectedHeader = Encode(header.ToJsonString());
        bool direct = keyManagement == "dir";
        byte[] key = direct ? PeerKeys.Direct(content) : RandomNumberGenerator.GetBytes(PeerKeys.Cipher(content).KeyLength);
        byte[] wrapped = direct ? [] : Wrap(keyManagement, forEncryption: true, PublicKey, key);
        byte[] vector = RandomNumberGenerator.GetBytes(IsGcm(content) ? 12 : 16);
        byte[] sealedText = IsGcm(content)
            ? Gcm(forEncryption: true, key, vector, protectedHeader, Encoding.UTF8.GetBytes(token))
            : Cbc(forEncryption: true, key, vector, Encoding.UTF8.GetBytes(token));
        (byte[] ciphertext, byte[] tag) = IsGcm(content) ? (sealedText[..^16], sealedText[^16..]) : (sealedText, TagOf(key, vector, protectedHeader, sealedText));
        return string.Join('.', protectedHeader, Base64Url.EncodeToString(wrapped), Base64Url.EncodeToString(vector), Base64Url.EncodeToString(ciphertext), Base64Url.EncodeToString(tag));
    }

    public override string Decrypt(string keyManagement, string content, string jwe)
    {
        string[] segments = jwe.Split('.');
        Require(keyManagement, "alg", segments[0]);
        Require(content, "enc", segments[0]);
        byte[][] parts = [.. segments.Skip(1).Select(static segment => Base64Url.DecodeFromChars(segment))];
        byte[] key = keyManagement == "dir" ? PeerKeys.Direct(content) : Wrap(keyManagement, forEncryption: false, PrivateKey, parts[0]);
        if (IsGcm(content))
        {
            return Encoding.UTF8.GetString(Gcm(forEncryption: false, key, parts[1], segments[0], [.. parts[2], .. parts[3]]));
        }

        return parts[3].AsSpan().SequenceEqual(TagOf(key, parts[1], segments[0], parts[2]))
            ? Encoding.UTF8.GetString(Cbc(forEncryption: false, key, parts[1], parts[2]))
            : throw new InvalidOperationException("The tag is wrong.");
    }

    private static bool IsHmac(string algorithm) => algorithm.StartsWith("HS", StringComparison.Ordinal);

    private static bool IsGcm(string content) => content.EndsWith("GCM", StringComparison.Ordinal);

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static void Require(string value, string name, string header)
    {
        if (JsonDocument.Parse(Base64Url.DecodeFromChars(header)).RootElement.GetProperty(name).GetString() != value)
        {
            throw new InvalidOperationException($"The {name} is another one.");
        }
    }

    private static IDigest DigestOf(string name) => name switch
    {
        "256" => new Sha256Digest(),
        "384" => new Sha384Digest(),
        _ => new Sha512Digest(),
    };

    private static byte[] SignatureOf(string algorithm, byte[] input)
    {
        if (IsHmac(algorithm))
        {
            return Hmac(DigestOf(algorithm[2..]), PeerKeys.Secret, input);
        }

        RsaDigestSigner signer = new(DigestOf(algorithm[2..]));
        signer.Init(forSigning: true, PrivateKey);
        signer.BlockUpdate(input, 0, input.Length);
        return signer.GenerateSignature();
    }

    private static bool IsSignature(string algorithm, byte[] input, byte[] signature)
    {
        RsaDigestSigner verifier = new(DigestOf(algorithm[2..]));
        verifier.Init(forSigning: false, PublicKey);
        verifier.BlockUpdate(input, 0, input.Length);
        return verifier.VerifySignature(signature);
    }

    private static byte[] Hmac(IDigest digest, byte[] key, params ReadOnlySpan<byte[]> parts)
    {
        HMac hmac = new(digest);
        hmac.Init(new KeyParameter(key));
        foreach (byte[] part in parts)
        {
            hmac.BlockUpdate(part, 0, part.Length);
        }

        byte[] mac = new byte[hmac.GetMacSize()];
        hmac.DoFinal(mac, 0);
        return mac;
    }

    private static byte[] Wrap(string keyManagement, bool forEncryption, RsaKeyParameters rsa, byte[] bytes)
    {
        IAsymmetricBlockCipher cipher = keyManagement switch
        {
            "RSA-OAEP" => new OaepEncoding(new RsaBlindedEngine(), new Sha1Digest()),
            "RSA-OAEP-256" => new OaepEncoding(new RsaBlindedEngine(), new Sha256Digest()),
            _ => new Pkcs1Encoding(new RsaBlindedEngine()),
        };
        cipher.Init(forEncryption, rsa);
        return cipher.ProcessBlock(bytes, 0, bytes.Length);
    }

    private static byte[] Gcm(bool forEncryption, byte[] key, byte[] vector, string header, byte[] input)
    {
        GcmBlockCipher cipher = new(new AesEngine());
        cipher.Init(forEncryption, new AeadParameters(new KeyParameter(key), 128, vector, Encoding.ASCII.GetBytes(header)));
        byte[] output = new byte[cipher.GetOutputSize(input.Length)];
        int length = cipher.ProcessBytes(input, 0, input.Length, output, 0);
        length += cipher.DoFinal(output, length);
        return output[..length];
    }

    /// <summary>The second half of the key encrypts (RFC 7518 section 5.2.2.1).</summary>
    private static byte[] Cbc(bool forEncryption, byte[] key, byte[] vector, byte[] input)
    {
        PaddedBufferedBlockCipher cipher = new(new CbcBlockCipher(new AesEngine()), new Pkcs7Padding());
        cipher.Init(forEncryption, new ParametersWithIV(new KeyParameter(key[(key.Length / 2)..]), vector));
        return cipher.DoFinal(input);
    }

    /// <summary>The first half authenticates, and half of the MAC is the tag.</summary>
    private static byte[] TagOf(byte[] key, byte[] vector, string header, byte[] ciphertext)
    {
        byte[] associated = Encoding.ASCII.GetBytes(header);
        byte[] bits = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bits, associated.Length * 8L);
        return Hmac(DigestOf($"{key.Length * 8}"), key[..(key.Length / 2)], associated, vector, ciphertext, bits)[..(key.Length / 2)];
    }
}
