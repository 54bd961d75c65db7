using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A44: a right padding told from a wrong one by the exception that .NET reports the wrong one with. Every unwrapping has one success and one exception.</summary>
/// <remarks>How close the times are is measured by the benchmark <c>Rsa15Timing</c>.</remarks>
[TestFixture]
[NonParallelizable]
internal sealed class Rsa15TimingAttackTests
{
    private const int ContentKeyLength = 32;

    private static IEnumerable<TestCaseData> Inputs =>
    [
        Input("right padding", static rsa => rsa.Encrypt(new byte[ContentKeyLength], RSAEncryptionPadding.Pkcs1)),
        Input("right padding of nothing", static rsa => rsa.Encrypt([], RSAEncryptionPadding.Pkcs1)),
        Input("right padding of a byte less", static rsa => rsa.Encrypt(new byte[ContentKeyLength - 1], RSAEncryptionPadding.Pkcs1)),
        Input("right padding of a byte more", static rsa => rsa.Encrypt(new byte[ContentKeyLength + 1], RSAEncryptionPadding.Pkcs1)),
        Input("right padding of more than any key", static rsa => rsa.Encrypt(new byte[200], RSAEncryptionPadding.Pkcs1)),
        Input("wrong padding", static rsa => Wrong(rsa)),
        Input("zeros", static rsa => new byte[Length(rsa)]),
        Input("above the modulus", static rsa => Filled(Length(rsa), 0xff)),
        Input("nothing", static _ => []),
        Input("a byte less", static rsa => Filled(Length(rsa) - 1, 0x11)),
        Input("a byte more", static rsa => Filled(Length(rsa) + 1, 0x11)),
    ];

    private static IEnumerable<TestCaseData> Keys =>
    [
        new TestCaseData(new Func<string>(static () => SampleKeys.RsaPrivatePem)).SetArgDisplayNames("2048 bits"),
        new TestCaseData(new Func<string>(static () => SampleKeys.NewRsaPem(2056))).SetArgDisplayNames("2056 bits"),
        new TestCaseData(new Func<string>(static () => SampleKeys.NewRsaPem(3072))).SetArgDisplayNames("3072 bits"),
        new TestCaseData(new Func<string>(static () => OddSizedKeys.Of2049Bits)).SetArgDisplayNames("2049 bits"),
        new TestCaseData(new Func<string>(static () => OddSizedKeys.Of2055Bits)).SetArgDisplayNames("2055 bits"),
    ];

    [TestCaseSource(nameof(Inputs))]
    public void A44_Throws_inside_once_for(Func<RSA, byte[]> input)
    {
        using RSA rsa = SampleKeys.CreateRsa();
        using DecryptionKey key = NewKey(SampleKeys.RsaPrivatePem);
        byte[] wrapped = input(rsa);
        Assert.That(ExceptionsOf(() => Unwrap(key, wrapped)), Is.EqualTo(1));
    }

    [TestCaseSource(nameof(Inputs))]
    public void A44_Unwraps_once_and_fails_once_for(Func<RSA, byte[]> input)
    {
        using RSA rsa = SampleKeys.CreateRsa();
        using CountingRsa counting = new(SampleKeys.CreateRsa());
        using RsaKeyWrap wrap = RsaKeyWrap.ForUnwrapping(new RsaKeyPool(Length(rsa), () => counting), RSAEncryptionPadding.Pkcs1);
        counting.Reset();
        wrap.UnwrapOver(input(rsa), new byte[ContentKeyLength]);
        Assert.That((counting.Successes, counting.Failures), Is.EqualTo((1, 1)));
    }

    [Test]
    public void A44_Allocates_the_same_for_right_and_wrong_padding()
    {
        using RSA rsa = SampleKeys.CreateRsa();
        using DecryptionKey key = NewKey(SampleKeys.RsaPrivatePem);
        byte[] right = rsa.Encrypt(new byte[ContentKeyLength], RSAEncryptionPadding.Pkcs1), wrong = Wrong(rsa);
        long[] allocated = [Allocated(key, right), Allocated(key, wrong), Allocated(key, right), Allocated(key, wrong)];
        Assert.That(allocated[2], Is.EqualTo(allocated[3]));
    }

    [TestCaseSource(nameof(Keys))]
    public void A44_Throws_inside_once_for_each_padding_under_a_key_of(Func<string> pem)
    {
        using RSA rsa = RSA.Create();
        string text = pem();
        rsa.ImportFromPem(text);
        using DecryptionKey key = NewKey(text);
        byte[] right = rsa.Encrypt(new byte[ContentKeyLength], RSAEncryptionPadding.Pkcs1), wrong = Wrong(rsa);
        Assert.That((ExceptionsOf(() => Unwrap(key, right)), ExceptionsOf(() => Unwrap(key, wrong))), Is.EqualTo((1, 1)));
    }

    [TestCaseSource(nameof(Keys))]
    public void A44_Unwraps_the_content_key_under_a_key_of(Func<string> pem)
    {
        using RSA rsa = RSA.Create();
        string text = pem();
        rsa.ImportFromPem(text);
        using DecryptionKey key = NewKey(text);
        Assert.That(Unwrap(key, rsa.Encrypt(Filled(ContentKeyLength, 0x5a), RSAEncryptionPadding.Pkcs1)), Is.All.EqualTo(0x5a));
    }

    [Test]
    public void A44_Throws_inside_once_for_each_padding_under_a_key_from_a_PFX()
    {
        using RSA rsa = SampleKeys.CreateRsa();
        System.Security.Cryptography.X509Certificates.CertificateRequest request = new("CN=a", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using System.Security.Cryptography.X509Certificates.X509Certificate2 certificate =
            request.CreateSelfSigned(SamplePolicy.Now, SamplePolicy.Now.AddDays(1));
        byte[] pfx = certificate.ExportPkcs12(System.Security.Cryptography.X509Certificates.Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, "changeit");
        using DecryptionKey key = DecryptionKey.Rsa15(RsaPrivateKey.FromPfx(pfx, "changeit"));
        byte[] right = rsa.Encrypt(new byte[ContentKeyLength], RSAEncryptionPadding.Pkcs1), wrong = Wrong(rsa);
        Assert.That((ExceptionsOf(() => Unwrap(key, right)), ExceptionsOf(() => Unwrap(key, wrong))), Is.EqualTo((1, 1)));
    }

    [Test]
    public void A44_Makes_counterparts_of_both_kinds()
    {
        using RSA rsa = SampleKeys.CreateRsa();
        Rsa15Counterparts made = Rsa15Counterparts.Make(rsa)!;
        byte[] unwrapped = new byte[Length(rsa)];
        Assert.That(
            (RsaKeyWrap.TryUnwrap(rsa, made.Right, unwrapped, RSAEncryptionPadding.Pkcs1, out _), RsaKeyWrap.TryUnwrap(rsa, made.Wrong, unwrapped, RSAEncryptionPadding.Pkcs1, out _)),
            Is.EqualTo((true, false)));
    }

    [Test]
    public void A44_Gives_up_making_counterparts_where_wrong_padding_never_throws()
    {
        using CountingRsa counting = new(SampleKeys.CreateRsa(), rejectsImplicitly: true);
        Rsa15Counterparts? made = Rsa15Counterparts.Make(counting);
        Assert.That((made, counting.Successes), Is.EqualTo((default(Rsa15Counterparts), 32)));
    }

    [Test]
    public void A44_Unwraps_once_where_wrong_padding_never_throws()
    {
        using RSA rsa = SampleKeys.CreateRsa();
        using CountingRsa counting = new(SampleKeys.CreateRsa(), rejectsImplicitly: true);
        using RsaKeyWrap wrap = RsaKeyWrap.ForUnwrapping(new RsaKeyPool(Length(rsa), () => counting), RSAEncryptionPadding.Pkcs1);
        counting.Reset();
        wrap.UnwrapOver(rsa.Encrypt(new byte[ContentKeyLength], RSAEncryptionPadding.Pkcs1), new byte[ContentKeyLength]);
        Assert.That((counting.Successes, counting.Failures), Is.EqualTo((1, 0)));
    }

    [Test]
    public void Disposes_the_key_where_making_counterparts_throws()
    {
        RSA inner = SampleKeys.CreateRsa();
        inner.Dispose();
        using CountingRsa counting = new(inner);
        Assert.That(
            () => RsaKeyWrap.ForUnwrapping(new RsaKeyPool(256, () => counting), RSAEncryptionPadding.Pkcs1), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(counting.IsDisposed, Is.True);
    }

    [Test]
    public void A44_Unwraps_once_under_OAEP()
    {
        using RSA rsa = SampleKeys.CreateRsa();
        using CountingRsa counting = new(SampleKeys.CreateRsa());
        using RsaKeyWrap wrap = RsaKeyWrap.ForUnwrapping(new RsaKeyPool(Length(rsa), () => counting), RSAEncryptionPadding.OaepSHA1);
        wrap.UnwrapOver(rsa.Encrypt(new byte[ContentKeyLength], RSAEncryptionPadding.OaepSHA1), new byte[ContentKeyLength]);
        Assert.That((counting.Successes, counting.Failures), Is.EqualTo((1, 0)));
    }

    private static TestCaseData Input(string name, Func<RSA, byte[]> make) => new TestCaseData(make).SetArgDisplayNames(name);

    private static DecryptionKey NewKey(string pem) => DecryptionKey.Rsa15(RsaPrivateKey.FromPem(pem));

    private static int Length(RSA rsa) => (rsa.KeySize + 7) / 8;

    private static byte[] Filled(int length, byte value)
    {
        byte[] bytes = new byte[length];
        bytes.AsSpan().Fill(value);
        return bytes;
    }

    private static byte[] Wrong(RSA rsa) => Rsa15Counterparts.Make(rsa)!.Wrong.ToArray();

    private static byte[] Unwrap(DecryptionKey key, byte[] wrapped)
    {
        byte[] contentKey = new byte[ContentKeyLength];
        key.RecoverOver(wrapped, contentKey);
        return contentKey;
    }

    private static long Allocated(DecryptionKey key, byte[] wrapped)
    {
        byte[] contentKey = new byte[ContentKeyLength];
        long before = GC.GetAllocatedBytesForCurrentThread();
        key.RecoverOver(wrapped, contentKey);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static int ExceptionsOf(Action call)
    {
        int thread = Environment.CurrentManagedThreadId, count = 0;
        void Count(object? sender, FirstChanceExceptionEventArgs e) => count += Environment.CurrentManagedThreadId == thread ? 1 : 0;
        AppDomain.CurrentDomain.FirstChanceException += Count;
        try
        {
            call();
        }
        finally
        {
            AppDomain.CurrentDomain.FirstChanceException -= Count;
        }

        return count;
    }

    /// <summary>Counts what unwraps and what throws.</summary>
    private sealed class CountingRsa(RSA inner, bool rejectsImplicitly = false) : RSA
    {
        public bool IsDisposed { get; private set; }

        public int Successes { get; private set; }

        public int Failures { get; private set; }

        public void Reset() => (Successes, Failures) = (0, 0);

        public override byte[] Encrypt(byte[] data, RSAEncryptionPadding padding) => inner.Encrypt(data, padding);

        public override bool TryDecrypt(ReadOnlySpan<byte> data, Span<byte> destination, RSAEncryptionPadding padding, out int bytesWritten)
        {
            if (rejectsImplicitly)
            {
                Successes++;
                bytesWritten = ContentKeyLength;
                return true;
            }

            Failures++;
            bool isDecrypted = inner.TryDecrypt(data, destination, padding, out bytesWritten);
            Failures--;
            Successes++;
            return isDecrypted;
        }

        public override RSAParameters ExportParameters(bool includePrivateParameters) => throw new NotSupportedException();

        public override void ImportParameters(RSAParameters parameters) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
