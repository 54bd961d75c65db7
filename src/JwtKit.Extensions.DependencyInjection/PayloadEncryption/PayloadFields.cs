namespace JwtKit;

/// <summary>What becomes of a header field of a message whose payload is encrypted.</summary>
internal enum FieldDecision
{
    /// <summary>Left out of what is sent, and taken out of what was received, where it cannot be about the payload that was opened.</summary>
    Drop,

    /// <summary>Stays as it is.</summary>
    Keep,

    /// <summary>Sealed with the payload and restored by the receiver, where the format has a place for it.</summary>
    Seal,

    /// <summary>Written anew, about the ciphertext.</summary>
    Replace,

    /// <summary>The request is not sent where it would mean something else without the field; otherwise as <see cref="Drop"/>.</summary>
    Refuse,
}

/// <summary>One row of the table.</summary>
/// <param name="Name">The name of the field; with <c>*</c> at its end, what the name begins with.</param>
/// <param name="Decision">What becomes of it.</param>
/// <param name="Reason">Why.</param>
internal sealed record PayloadField(string Name, FieldDecision Decision, string Reason);

/// <summary>The header fields that speak of a payload, for requests, responses and trailers of both sides.</summary>
/// <remarks>
/// Every field of the IANA registry of HTTP field names that describes a representation (RFC 9110 section 8) or depends on one, and those of object stores that hold
/// digests. A field that is not listed is kept: it describes the exchange, and what an application writes into a field of its own cannot be known. Trailers are all
/// dropped, since a trailer is what is known only once the payload is written.
/// </remarks>
internal static class PayloadFields
{
    private static readonly PayloadField[] Rows =
    [
        Seal("Content-Type", "describes the payload; outside stands the media type of the envelope"),
        Replace("Content-Length", "is the length of the ciphertext"),
        Refuse("Content-Encoding", "no header can declare the encoding of a payload that is encrypted"),
        Refuse("Content-Range", "counts bytes of the payload; a PUT or PATCH without it would replace all for a part"),
        Drop("Content-Digest", "is a digest of the payload, by which a guess can be confirmed (RFC 9530)"),
        Drop("Repr-Digest", "is a digest of the payload, by which a guess can be confirmed (RFC 9530)"),
        Drop("Unencoded-Digest", "is a digest of the payload, by which a guess can be confirmed"),
        Drop("Digest", "is a digest of the payload, by which a guess can be confirmed (RFC 3230)"),
        Drop("Content-MD5", "is a digest of the payload, by which a guess can be confirmed (RFC 2616)"),
        Drop("Want-Content-Digest", "asks for a digest, which is not sent"),
        Drop("Want-Repr-Digest", "asks for a digest, which is not sent"),
        Drop("Want-Unencoded-Digest", "asks for a digest, which is not sent"),
        Drop("Want-Digest", "asks for a digest, which is not sent"),
        Drop("Detached-JWS", "is a signature of the payload, by which a guess can be confirmed"),
        Drop("Signature", "may cover a digest of the payload, and verifies over the headers that were signed only (RFC 9421)"),
        Drop("Signature-Input", "goes with Signature"),
        Drop("ETag", "is often a digest of the payload, and tells equal payloads apart from others"),
        Drop("Last-Modified", "is a validator of the payload, and tells when it changed"),
        Drop("Schedule-Tag", "is a validator of the payload (RFC 6638)"),
        Drop("If-Modified-Since", "compares a validator of the payload; without it the response is whole"),
        Refuse("If-Match", "compares a validator of the payload; without it a change would be made that was conditional"),
        Refuse("If-None-Match", "compares a validator of the payload; with GET and HEAD the response is whole without it, with others a change would be made that was conditional"),
        Refuse("If-Unmodified-Since", "compares a validator of the payload; without it a change would be made that was conditional"),
        Refuse("If-Schedule-Tag-Match", "compares a validator of the payload; without it a change would be made that was conditional"),
        Refuse("If", "compares validators of the payload (RFC 4918); without it a change would be made that was conditional"),
        Drop("Range", "counts bytes of the payload; the response is whole"),
        Drop("If-Range", "compares a validator of the payload; the response is whole"),
        Drop("Accept-Ranges", "offers ranges of the payload, which are not served"),
        Drop("Accept-Encoding", "asks for compression, by which the length of the ciphertext would tell the content"),
        Drop("A-IM", "asks for a difference between two payloads (RFC 3229)"),
        Drop("IM", "says how the payload was made from another"),
        Drop("Delta-Base", "is the entity tag of another payload"),
        Drop("Differential-ID", "names a version of the payload"),
        Drop("Available-Dictionary", "is the digest of an earlier payload (RFC 9842)"),
        Drop("Dictionary-ID", "names an earlier payload"),
        Drop("Use-As-Dictionary", "is about the compression of later payloads, which are not compressed"),
        Drop("Content-Disposition", "holds the file name of the payload"),
        Drop("Content-Language", "is the language of the payload"),
        Drop("Content-Location", "names what the payload is a representation of"),
        Drop("Content-ID", "names the payload"),
        Drop("Content-Base", "is about addresses in the payload"),
        Drop("Content-Version", "is the version of the payload"),
        Drop("Derived-From", "is the version that the payload was made from"),
        Drop("Content-Script-Type", "is about the scripts in the payload"),
        Drop("Content-Style-Type", "is about the styles in the payload"),
        Drop("PICS-Label", "rates the payload"),
        Drop("Alternates", "lists type, language and length of the variants of the payload (RFC 2295)"),
        Drop("Memento-Datetime", "tells of which time the payload is (RFC 7089)"),
        Drop("SLUG", "is a title for the payload (RFC 5023)"),
        Drop("Expires", "is the freshness of the payload; no cache keeps an encrypted message"),
        Drop("Trailer", "announces trailers, none of which is sent"),
        Keep("Content-Security-Policy", "is a rule for browsers, of the site and not of the payload"),
        Keep("Content-Security-Policy-Report-Only", "is a rule for browsers, of the site and not of the payload"),
        Drop("Content-*", "describes the payload by its prefix (RFC 9110 section 16.3.2.1)"),
        Drop("X-Amz-Content-Sha256", "is a digest of the payload"),
        Drop("X-Amz-Checksum-*", "is a digest of the payload"),
        Drop("X-Goog-Hash", "is a digest of the payload"),
        Drop("X-Ms-Blob-Content-*", "is a digest, type, language or file name of the payload"),
        Drop("X-Ms-Content-Crc64", "is a digest of the payload"),
        Drop("X-Checksum-*", "is a digest of the payload"),
        Drop("OC-Checksum", "is a digest of the payload"),
        Keep("Location", "is an address for the client to go to; addresses stay readable"),
        Keep("Link", "holds addresses; addresses stay readable"),
        Keep("Link-Template", "holds addresses; addresses stay readable"),
        Keep("Vary", "names headers of the request"),
        Keep("Allow", "names methods"),
        Keep("Date", "is the time of the message"),
        Keep("MIME-Version", "is the same for every message"),
        Keep("SoapAction", "names what is asked for, as the address does"),
        Keep("X-Content-Type-Options", "is a rule for browsers, the same for every payload"),
    ];

    private static readonly Dictionary<string, PayloadField> Exact =
        Rows.Where(static row => !IsPrefix(row)).ToDictionary(static row => row.Name, StringComparer.OrdinalIgnoreCase);

    private static readonly PayloadField[] Prefixes = [.. Rows.Where(IsPrefix)];

    /// <summary>The table.</summary>
    public static IReadOnlyList<PayloadField> All => Rows;

    /// <summary>The row of a field; null for one that does not speak of a payload.</summary>
    public static PayloadField? Find(string name) =>
        Exact.GetValueOrDefault(name) ?? Array.Find(Prefixes, row => name.StartsWith(row.Name.AsSpan(0, row.Name.Length - 1), StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the field stays as it is beside the ciphertext, in a request with a condition that says nothing, and in every other message.</summary>
    public static bool IsKept(string name) => Find(name) is not { Decision: not FieldDecision.Keep };

    /// <summary>
    /// Whether a request would mean something else without this field, whose decision is <see cref="FieldDecision.Refuse"/>: a conditional change would become an
    /// unconditional one, a part the whole.
    /// </summary>
    public static bool ChangesMeaning(string name, string method) =>
        Is(name, "If-None-Match") ? !Is(method, "GET") && !Is(method, "HEAD")
        : !Is(name, "Content-Range") || Is(method, "PUT") || Is(method, "PATCH");

    /// <summary>Whether it is a condition on there being a representation at all, whatever it holds.</summary>
    public static bool IsExistence(string name, string value) => (Is(name, "If-Match") || Is(name, "If-None-Match")) && value.AsSpan().Trim() is "*";

    private static bool IsPrefix(PayloadField row) => row.Name.EndsWith('*');

    private static bool Is(string text, string other) => string.Equals(text, other, StringComparison.OrdinalIgnoreCase);

    private static PayloadField Drop(string name, string reason) => new(name, FieldDecision.Drop, reason);

    private static PayloadField Keep(string name, string reason) => new(name, FieldDecision.Keep, reason);

    private static PayloadField Seal(string name, string reason) => new(name, FieldDecision.Seal, reason);

    private static PayloadField Replace(string name, string reason) => new(name, FieldDecision.Replace, reason);

    private static PayloadField Refuse(string name, string reason) => new(name, FieldDecision.Refuse, reason);
}
