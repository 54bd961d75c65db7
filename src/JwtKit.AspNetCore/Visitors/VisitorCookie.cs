using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace JwtKit;

/// <summary>The id of a visitor, made by the server and kept in a cookie that only the server can make: sealed by Data Protection.</summary>
/// <remarks>A cookie that does not unseal is replaced and never used, so nobody becomes someone else by writing an id into it.</remarks>
internal sealed class VisitorCookie(IDataProtectionProvider provider, VisitorOptions options, TimeProvider timeProvider)
{
    public const string Name = "jwtkit-visitor";

    /// <summary>Browsers take this name only from the host itself over TLS, never from a neighbouring subdomain.</summary>
    public const string SecureName = "__Host-" + Name;

    private const string Purpose = "JwtKit.Visitor.v1";
    private const int GuidLength = 16;
    private const int PlainLength = GuidLength + sizeof(long);
    private const int MaximumCookieLength = 1024;

    private readonly IDataProtector protector = provider.CreateProtector(Purpose);

    /// <summary>The visitor; null without a cookie, or with one that is not the server's or is too old.</summary>
    public Guid? Read(HttpContext context) => Unseal(context)?.Visitor;

    /// <summary>The visitor of the cookie, or a new one with a cookie to remember it by.</summary>
    public Guid ReadOrCreate(HttpContext context)
    {
        DateTimeOffset now = timeProvider.GetUtcNow();
        (Guid Visitor, DateTimeOffset Made)? found = Unseal(context);
        Guid visitor = found?.Visitor ?? Ccai.NewVisitor();

        // Half-way through its time the cookie is written anew, so that who keeps coming stays the same visitor.
        if (found is null || now - found.Value.Made > options.RememberFor / 2)
        {
            Append(context, visitor, now);
        }

        return visitor;
    }

    private static string NameFor(HttpContext context) => context.Request.IsHttps ? SecureName : Name;

    private void Append(HttpContext context, Guid visitor, DateTimeOffset now)
    {
        byte[] plain = new byte[PlainLength];
        visitor.TryWriteBytes(plain, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(plain.AsSpan(GuidLength), now.ToUnixTimeSeconds());
        context.Response.Cookies.Append(NameFor(context), WebEncoders.Base64UrlEncode(protector.Protect(plain)), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            Path = "/",
            MaxAge = options.RememberFor,
            IsEssential = true,
        });
    }

    private (Guid Visitor, DateTimeOffset Made)? Unseal(HttpContext context)
    {
        if (context.Request.Cookies[NameFor(context)] is not { Length: > 0 and <= MaximumCookieLength } cookie)
        {
            return null;
        }

        try
        {
            byte[] plain = protector.Unprotect(WebEncoders.Base64UrlDecode(cookie));
            if (plain.Length != PlainLength)
            {
                return null;
            }

            DateTimeOffset made = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(plain.AsSpan(GuidLength)));
            return timeProvider.GetUtcNow() - made <= options.RememberFor ? (new Guid(plain.AsSpan(0, GuidLength), bigEndian: true), made) : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
