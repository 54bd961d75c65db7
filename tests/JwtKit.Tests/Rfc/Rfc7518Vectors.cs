namespace JwtKit.Tests;

/// <summary>The examples of RFC 7518 appendices B.1 to B.3, in hexadecimal. All three encrypt the same text under the first bytes of the same key.</summary>
internal static class Rfc7518Vectors
{
    /// <summary>K, as long as B.3 needs it: 00, 01, 02 and so on.</summary>
    public static byte[] Key { get; } = [.. Enumerable.Range(0, 64).Select(static i => (byte)i)];

    public static byte[] Plaintext { get; } = RawToken.Utf8(
        "A cipher system must not be required to be secret, and it must be able to fall into the hands of the enemy without inconvenience");

    public static byte[] Vector { get; } = Convert.FromHexString("1af38c2dc2b96ffdd86694092341bc04");

    public static byte[] AssociatedData { get; } = RawToken.Utf8("The second principle of Auguste Kerckhoffs");

    /// <summary>B.1, AES_128_CBC_HMAC_SHA_256: E, then T.</summary>
    public static Result Sha256 { get; } = new(
        "A128CBC-HS256",
        "c80edfa32ddf39d5ef00c0b468834279a2e46a1b8049f792f76bfe54b903a9c9a94ac9b47ad2655c5f10f9aef71427e2fc6f9b3f399a221489f16362c703233609d45ac69864e332"
        + "1cf82935ac4096c86e133314c54019e8ca7980dfa4b9cf1b384c486f3a54c51078158ee5d79de59fbd34d848b3d69550a67646344427ade54b8851ffb598f7f80074b9473c82e2db",
        "652c3fa36b0a7c5b3219fab3a30bc1c4");

    /// <summary>B.2, AES_192_CBC_HMAC_SHA_384.</summary>
    public static Result Sha384 { get; } = new(
        "A192CBC-HS384",
        "ea65da6b59e61edb419be62d19712ae5d303eeb50052d0dfd6697f77224c8edb000d279bdc14c1072654bd30944230c657bed4ca0c9f4a8466f22b226d1746214bf8cfc2400add9f"
        + "5126e479663fc90b3bed787a2f0ffcbf3904be2a641d5c2105bfe591bae23b1d7449e532eef60a9ac8bb6c6b01d35d49787bcd57ef484927f280adc91ac0c4e79c7b11efc60054e3",
        "8490ac0e58949bfe51875d733f93ac2075168039ccc733d7");

    /// <summary>B.3, AES_256_CBC_HMAC_SHA_512.</summary>
    public static Result Sha512 { get; } = new(
        "A256CBC-HS512",
        "4affaaadb78c31c5da4b1b590d10ffbd3dd8d5d302423526912da037ecbcc7bd822c301dd67c373bccb584ad3e9279c2e6d12a1374b77f077553df829410446b36ebd97066296ae6"
        + "427ea75c2e0846a11a09ccf5370dc80bfecbad28c73f09b3a3b75e662a2594410ae496b2e2e6609e31e6e02cc837f053d21f37ff4f51950bbe2638d09dd7a4930930806d0703b1f6",
        "4dd3b4c088a7f45c216839645b2012bf2e6269a8c56a816dbc1b267761955bc5");

    /// <summary>What one cipher makes of the text.</summary>
    internal sealed record Result(string Name, string Ciphertext, string Tag)
    {
        public override string ToString() => Name;
    }
}
