using System.Diagnostics.CodeAnalysis;

namespace JwtKit;

/// <summary>The ways in which the material of a streamed message reaches its receiver, each with the number that stands for it. There is no RSA1_5.</summary>
internal static class StreamAlgorithm
{
    /// <summary>The only cipher: AES-256-GCM in chunks, under a key derived by HKDF with SHA-256.</summary>
    public const byte Aes256GcmChunks = 1;

    // By number, from 1. Messages hold the numbers, so that none ever changes its meaning.
    private static readonly KeyManagement[] Numbered = [KeyManagement.RsaOaep, KeyManagement.RsaOaep256, KeyManagement.Direct];

    public static byte NumberOf(KeyManagement keyManagement) => (byte)(Array.IndexOf(Numbered, keyManagement) + 1);

    public static bool TryFind(byte number, [NotNullWhen(true)] out KeyManagement? keyManagement)
    {
        keyManagement = number is > 0 && number <= Numbered.Length ? Numbered[number - 1] : null;
        return keyManagement is not null;
    }
}
