// A file of any length under AES-256, in constant memory; and the same file cut off, which is refused.
#:project ../src/JwtKit/JwtKit.csproj
using JwtKit;

using RsaPrivateKey privateKey = RsaPrivateKey.Generate();                                            // the receiver's
using EncryptionKey receiver = EncryptionKey.RsaOaep256(privateKey.GetPublicKey(), keyId: "2026-01");
using DecryptionKey ourKeys = DecryptionKey.RsaOaep256(privateKey, keyId: "2026-01");
string folder = Directory.CreateTempSubdirectory("stream-envelope-").FullName;
try
{
    string plain = Path.Combine(folder, "daily.csv"), secret = plain + ".sealed";
    await File.WriteAllBytesAsync(plain, new byte[10_000_000]);
    await SealAsync(plain, secret);
    await ReceiveAsync(secret, Path.Combine(folder, "received.csv"));

    using (FileStream cut = File.OpenWrite(secret))
    {
        cut.SetLength(cut.Length - 100_000);
    }

    await ReceiveAsync(secret, Path.Combine(folder, "cut.csv"));
}
finally
{
    Directory.Delete(folder, recursive: true);
}

async Task SealAsync(string plain, string secret)
{
    await using FileStream file = File.OpenRead(plain), destination = File.Create(secret);
    #region stream
    await PayloadEnvelope.SealAsync(file, destination, receiver, context: "exports/daily");
    #endregion
    Console.WriteLine($"Sealed: {file.Length} bytes as {destination.Length}");
}

async Task ReceiveAsync(string secret, string received)
{
    await using FileStream source = File.OpenRead(secret), temporaryFile = File.Create(received);
    #region stream
    EnvelopeStreamResult result = await PayloadEnvelope.OpenAsync(source, temporaryFile, ourKeys, context: "exports/daily");
    if (!result.Succeeded)
    {
        temporaryFile.SetLength(0);              // what was written may be the beginning of something that was cut off
    }
    #endregion
    Console.WriteLine($"Received: {result}, {temporaryFile.Length} bytes kept");
}
