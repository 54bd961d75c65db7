using System.Buffers.Text;
using System.Reflection;
using System.Security.Cryptography;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>A25: how far a forged MAC or tag agrees with the right one must not show.</summary>
[TestFixture]
internal sealed class TimingAttackTests
{
    private const byte Call = 0x28;
    private const string FixedTime = nameof(CryptographicOperations) + "." + nameof(CryptographicOperations.FixedTimeEquals);
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Test]
    public void A25_Compares_MACs_in_fixed_time() => Assert.That(
        CallsOf(typeof(HmacScheme).GetMethod(nameof(HmacScheme.Verify))!).Select(static method => $"{method.DeclaringType!.Name}.{method.Name}"),
        Has.One.EqualTo(FixedTime)
            .And.None.Contains("SequenceEqual").And.None.Contains("Equality"));

    [TestCase(typeof(HmacScheme))]
    [TestCase(typeof(AesCbcHmacCipher))]
    [TestCase(typeof(StreamOpening))]
    public void A25_Compares_tags_and_commitments_in_fixed_time(Type type) => Assert.That(
        CallsIn(type), Has.Member(FixedTime).And.None.Contains("SequenceEqual").And.None.Contains(nameof(PublicBytes)));

    [Test]
    public void A25_The_reader_of_calls_sees_the_other_comparison() => Assert.That(CallsIn(typeof(ReplayId)), Has.Some.Contains(nameof(PublicBytes)));

    [Test]
    public async Task A25_Refuses_a_MAC_that_differs_in_any_one_bit()
    {
        string valid = RawToken.WithPayload(RawToken.Payload);
        string input = valid[..(valid.LastIndexOf('.') + 1)];
        List<string> codes = [];
        for (int bit = 0; bit < 256; bit++)
        {
            byte[] mac = Base64Url.DecodeFromChars(valid.AsSpan(input.Length));
            mac[bit / 8] ^= (byte)(1 << (bit % 8));
            codes.Add(await Verdict.CodeOf(input + Base64Url.EncodeToString(mac)));
        }

        Assert.That(codes, Has.Count.EqualTo(256).And.All.EqualTo("invalid_signature"));
    }

    [Test]
    public async Task A25_Refuses_each_beginning_of_the_MAC()
    {
        string valid = RawToken.WithPayload(RawToken.Payload);
        string input = valid[..(valid.LastIndexOf('.') + 1)];
        byte[] mac = Base64Url.DecodeFromChars(valid.AsSpan(input.Length));
        List<string> codes = [];
        for (int length = 0; length < mac.Length; length++)
        {
            codes.Add(await Verdict.CodeOf(input + Base64Url.EncodeToString(mac.AsSpan(0, length))));
        }

        Assert.That(codes, Has.Count.EqualTo(32).And.All.EqualTo("invalid_signature"));
    }

    [Test]
    public async Task A25_Refuses_the_MAC_with_more_behind_it()
    {
        string valid = RawToken.WithPayload(RawToken.Payload);
        string input = valid[..(valid.LastIndexOf('.') + 1)];
        byte[] longer = [.. Base64Url.DecodeFromChars(valid.AsSpan(input.Length)), 0];

        Assert.That(await Verdict.CodeOf(input + Base64Url.EncodeToString(longer)), Is.EqualTo("invalid_signature"));
    }

    /// <summary>The methods that a method's compiled body calls. A byte that only looks like a call resolves to nothing or to an unrelated method.</summary>
    private static IEnumerable<MethodBase> CallsOf(MethodBase method)
    {
        byte[] body = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (int at = 0; at + 5 <= body.Length; at++)
        {
            if (body[at] == Call && Resolve(method.Module, BitConverter.ToInt32(body, at + 1)) is { } called)
            {
                yield return called;
            }
        }
    }

    private static IEnumerable<string> CallsIn(Type type) => type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All))
        .SelectMany(CallsOf).Select(static method => $"{method.DeclaringType!.Name}.{method.Name}");

    private static MethodBase? Resolve(Module module, int token)
    {
        try
        {
            return module.ResolveMethod(token);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
