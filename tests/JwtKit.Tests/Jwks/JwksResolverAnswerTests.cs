using System.Net;
using System.Net.Http.Headers;
using System.Text;
using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>What is sent, and which answers are refused: the last good set then stays.</summary>
[TestFixture]
internal sealed class JwksResolverAnswerTests
{
    private const string FirstKey = ",\"kid\":\"first\",\"alg\":\"RS256\"";

    private static string Good => PublishedSet.Of(PublishedSet.First);

    private static TestCaseData[] Refused =>
    [
        Case(() => new HttpResponseMessage(HttpStatusCode.NoContent), "unexpected_status: The answer has the status 204; 200 is needed."),
        Case(() => With(HttpStatusCode.PartialContent, Good), "unexpected_status: The answer has the status 206; 200 is needed."),
        Case(() => With(HttpStatusCode.NotModified, ""), "redirected: The answer is a redirect (304), which is not followed; give the address where the keys are."),
        Case(() => With(HttpStatusCode.Found, Good), "redirected: The answer is a redirect (302), which is not followed; give the address where the keys are."),
        Case(() => With(HttpStatusCode.PermanentRedirect, Good), "redirected: The answer is a redirect (308), which is not followed; give the address where the keys are."),
        Case(() => With(HttpStatusCode.NotFound, Good), "unexpected_status: The answer has the status 404; 200 is needed."),
        Case(() => With(HttpStatusCode.InternalServerError, Good), "unexpected_status: The answer has the status 500; 200 is needed."),
        Case(() => Encoded("gzip"), "compressed: The answer is compressed, which was not asked for; it was not read."),
        Case(() => Encoded("identity, br"), "compressed: The answer is compressed, which was not asked for; it was not read."),
        Case(() => From("https://elsewhere.example.com/"), "redirected: The handler followed a redirect to another address; one with AllowAutoRedirect = false and the address where the keys are is needed."),
        Case(() => From("http://id.example.com/.well-known/jwks.json"), "redirected: The handler followed a redirect to another address; one with AllowAutoRedirect = false and the address where the keys are is needed."),
        Case(() => FakePublisher.Ok("<html>"), "malformed: The text is not a JWK set: one well-formed JSON object in UTF-8 without repeated members, whose \"keys\" is an array of objects (RFC 7517 section 5)."),
        Case(() => FakePublisher.Ok(""), "malformed: The text is not a JWK set: one well-formed JSON object in UTF-8 without repeated members, whose \"keys\" is an array of objects (RFC 7517 section 5)."),
        Case(() => FakePublisher.Ok(Good[..^1]), "malformed: The text is not a JWK set: one well-formed JSON object in UTF-8 without repeated members, whose \"keys\" is an array of objects (RFC 7517 section 5)."),
        Case(() => FakePublisher.Ok("""{"keys":[]}"""), "no_usable_key: None of the 0 keys of the set can be used; an RSA key with RS256 or no \"alg\", and for signatures, is needed."),
        Case(() => FakePublisher.Ok(PublishedSet.OfJson(PublishedSet.FirstWith(",\"use\":\"enc\""), """{"kty":"EC"}""")), "no_usable_key: None of the 2 keys of the set can be used; an RSA key with RS256 or no \"alg\", and for signatures, is needed. Key 1 (RSA): The JWK's \"use\" is \"enc\"; \"sig\" is needed for this purpose, or no \"use\" at all. Key 2 (EC): The JWK's key type \"EC\" is not supported; RSA and oct are."),
        Case(() => FakePublisher.Ok(PublishedSet.OfJson(PublishedSet.FirstWith(FirstKey), PublishedSet.FirstWith(FirstKey))), "duplicate_kid: Key 2 of the JWK set has the \"kid\" of a key before it; a token could not say which one it means."),
        Case(() => FakePublisher.Ok(PublishedSet.OfJson(PublishedSet.FirstWith(FirstKey + ",\"d\":\"AAAA\""))), "private_key: Key 1 of the JWK set has private members or is a secret; a set holds public keys only. Whoever could read it has the key: replace it."),
        Case(() => throw new HttpRequestException(HttpRequestError.NameResolutionError, "secret.internal"), "unreachable: The keys could not be fetched: NameResolutionError."),
        Case(() => throw new HttpIOException(HttpRequestError.ResponseEnded, "secret.internal"), "unreachable: The keys could not be fetched: ResponseEnded."),
        Case(() => throw new InvalidOperationException("secret.internal"), "unreachable: The keys could not be fetched: InvalidOperationException."),
        Case(() => throw new OperationCanceledException(), "unreachable: The keys could not be fetched: OperationCanceledException."),
        Case(() => null!, "unreachable: The keys could not be fetched: NullReferenceException."),
    ];

    [TestCaseSource(nameof(Refused))]
    public async Task Says_why_an_answer_is_refused(Func<HttpResponseMessage> respond, string failure)
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Respond(respond);
        await scene.Resolver.PrefetchAsync();

        Assert.That(scene.Resolver.LastFailure?.ToString(), Is.EqualTo(failure));
    }

    [TestCaseSource(nameof(Refused))]
    public async Task Keeps_the_last_good_set_after_an_answer_that_is_refused(Func<HttpResponseMessage> respond, string failure)
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Publish(PublishedSet.First);
        await scene.Resolver.PrefetchAsync();
        scene.Publisher.Respond(respond);
        scene.Clock.Elapse(TimeSpan.FromSeconds(30));
        await scene.CodeOf(PublishedSet.Second);

        Assert.That((await scene.CodeOf(PublishedSet.First), scene.Resolver.LastFailure?.ToString()), Is.EqualTo((Verdict.Accepted, failure)));
    }

    [Test]
    public async Task Says_that_no_key_names_one_of_several_algorithms()
    {
        using FetchedKeysScene scene = new(algorithms: [SignatureAlgorithm.Rs256, SignatureAlgorithm.Rs512]);
        scene.Publisher.Publish(PublishedSet.OfJson(PublishedSet.FirstWith("")));
        await scene.Resolver.PrefetchAsync();

        Assert.That(scene.Resolver.LastFailure?.Description, Is.EqualTo(
            "None of the 1 keys of the set can be used; an RSA key with an \"alg\" that is RS256 or RS512, and for signatures, is needed. Key 1 (RSA): The JWK has no \"alg\", and nothing else says which one of RS256, RS512 it is for."));
    }

    [TestCase(0, ExpectedResult = null)]
    [TestCase(1, ExpectedResult = "too_long: The JWK set has more than 1000 bytes; nothing of it was read.")]
    public async Task<string?> Draws_the_line_at_the_maximum_length(int more)
    {
        using FetchedKeysScene scene = new(maximumLength: 1000);
        scene.Publisher.Publish(Good.PadRight(1000 + more));
        await scene.Resolver.PrefetchAsync();
        return scene.Resolver.LastFailure?.ToString();
    }

    [TestCase(1L)]
    [TestCase(500L)]
    public async Task Counts_what_arrives_where_the_answer_says_it_is_shorter(long contentLength) => Assert.That(
        await FailureOf(() => Endless(contentLength)), Is.EqualTo("too_long"));

    [Test]
    public async Task Ends_an_endless_answer_at_the_maximum_length() => Assert.That(await FailureOf(() => Endless(null)), Is.EqualTo("too_long"));

    [Test]
    public async Task Ends_an_endless_answer_of_a_content_that_writes_itself() => Assert.That(
        await FailureOf(static () => new HttpResponseMessage(HttpStatusCode.OK) { Content = new EndlessContent() }), Is.EqualTo("too_long"));

    [Test]
    public async Task Accepts_an_answer_that_says_it_is_not_compressed()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Respond(static () => Encoded("identity"));

        Assert.That(await scene.Resolver.PrefetchAsync(), Is.True);
    }

    [Test]
    public async Task Does_not_look_at_the_media_type()
    {
        using FetchedKeysScene scene = new();
        scene.Publisher.Respond(static () =>
        {
            HttpResponseMessage response = FakePublisher.Ok(Good);
            response.Content.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
            return response;
        });

        Assert.That(await scene.Resolver.PrefetchAsync(), Is.True);
    }

    [Test]
    public async Task Sends_nothing_but_address_and_media_types()
    {
        using FetchedKeysScene scene = new();
        string? sent = null;
        scene.Publisher.Answer = (request, _) =>
        {
            sent = $"{request.Method} {request.RequestUri} {request.Content} {request.Headers}";
            return Task.FromResult(FakePublisher.Ok(Good));
        };
        await scene.CodeOf(PublishedSet.First);

        Assert.That(
            sent?.ReplaceLineEndings("\n"), Is.EqualTo("GET https://id.example.com/.well-known/jwks.json  Accept: application/jwk-set+json, application/json\n"));
    }

    private static async Task<string?> FailureOf(Func<HttpResponseMessage> respond)
    {
        using FetchedKeysScene scene = new(maximumLength: 1000);
        scene.Publisher.Respond(respond);
        await scene.Resolver.PrefetchAsync();
        return scene.Resolver.LastFailure?.Code;
    }

    private static TestCaseData Case(Func<HttpResponseMessage> respond, string failure) => new(respond, failure);

    private static HttpResponseMessage With(HttpStatusCode status, string body) => new(status) { Content = new StringContent(body) };

    private static HttpResponseMessage Encoded(string encoding)
    {
        HttpResponseMessage response = FakePublisher.Ok(Good);
        foreach (string name in encoding.Split(", "))
        {
            response.Content.Headers.ContentEncoding.Add(name);
        }

        return response;
    }

    private static HttpResponseMessage From(string address)
    {
        HttpResponseMessage response = FakePublisher.Ok(Good);
        response.RequestMessage = new HttpRequestMessage(HttpMethod.Get, address);
        return response;
    }

    private static HttpResponseMessage Endless(long? contentLength)
    {
        HttpResponseMessage response = new(HttpStatusCode.OK) { Content = new StreamContent(new EndlessStream()) };
        response.Content.Headers.ContentLength = contentLength;
        return response;
    }

    private sealed class EndlessContent : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            byte[] spaces = Encoding.ASCII.GetBytes(new string(' ', 4096));
            while (true)
            {
                await stream.WriteAsync(spaces);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private sealed class EndlessStream : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)' ');
            return count;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
