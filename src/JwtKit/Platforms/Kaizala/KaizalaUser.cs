using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace JwtKit;

/// <summary>
/// What the service says of the user and the card that an integration service token was made by: its answer to <c>GET /v1/users/me</c>. The token itself is
/// opaque; the service answers only while it is valid.
/// </summary>
/// <remarks>Immutable and safe for concurrent use. Prints nothing of its content.</remarks>
public sealed class KaizalaUser
{
    /// <summary>How long each text may be, in UTF-16 characters.</summary>
    public const int MaximumTextLength = 2048;

    private KaizalaUser(Guid id, string actionPackageId, string? name, string? phoneNumber, string? pictureUrl)
    {
        Id = id;
        ActionPackageId = actionPackageId;
        Name = name;
        PhoneNumber = phoneNumber;
        PictureUrl = pictureUrl;
    }

    /// <summary>Identifies the user, and stays the same.</summary>
    public Guid Id { get; }

    /// <summary>The card that the token was made in. Not empty.</summary>
    public string ActionPackageId { get; }

    /// <summary>The name that the user has chosen; null if there is none.</summary>
    public string? Name { get; }

    /// <summary>The user's phone number; null if there is none.</summary>
    public string? PhoneNumber { get; }

    /// <summary>The address of the user's picture, unchecked; null if there is none.</summary>
    public string? PictureUrl { get; }

    /// <summary>
    /// Reads the service's answer, strictly: one JSON object in UTF-8 without a byte order mark, no member twice, <c>id</c> a GUID other than the empty one,
    /// <c>actionPackageId</c> not empty, everything else text or null. Members that are not known are passed over.
    /// </summary>
    /// <param name="utf8Json">The body of the answer. The caller limits its size.</param>
    /// <param name="user">The user.</param>
    /// <returns>False if the answer is anything else.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8Json, [NotNullWhen(true)] out KaizalaUser? user)
    {
        string? id = null, actionPackageId = null, name = null, phoneNumber = null, pictureUrl = null;
        bool isText = true;
        StrictJsonReader reader = new(utf8Json);
        while (isText && reader.NextMember())
        {
            isText =
                reader.NameEquals("id"u8) ? TryGetText(reader.Value, utf8Json, out id)
                : reader.NameEquals("actionPackageId"u8) ? TryGetText(reader.Value, utf8Json, out actionPackageId)
                : reader.NameEquals("name"u8) ? TryGetText(reader.Value, utf8Json, out name)
                : reader.NameEquals("phoneNumber"u8) ? TryGetText(reader.Value, utf8Json, out phoneNumber)
                : !reader.NameEquals("pictureUrl"u8) || TryGetText(reader.Value, utf8Json, out pictureUrl);
        }

        user = isText && reader.IsComplete && TryGetId(id, out Guid guid) && !string.IsNullOrEmpty(actionPackageId)
            ? new KaizalaUser(guid, actionPackageId, name, phoneNumber, pictureUrl)
            : null;
        return user is not null;
    }

    private static bool TryGetText(JsonRange value, ReadOnlySpan<byte> json, out string? text)
    {
        text = value.Kind == JsonTokenType.String ? value.GetText(json) : null;
        return value.Kind == JsonTokenType.Null || text is { Length: <= MaximumTextLength };
    }

    /// <summary>.NET's parser takes signs and 0x inside the groups too; only what it would write itself is a GUID here, in either case.</summary>
    private static bool TryGetId(string? text, out Guid id) =>
        Guid.TryParseExact(text, "D", out id) && id != Guid.Empty && string.Equals(id.ToString("D"), text, StringComparison.OrdinalIgnoreCase);
}
