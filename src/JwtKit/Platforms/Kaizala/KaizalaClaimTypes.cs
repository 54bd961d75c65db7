namespace JwtKit;

/// <summary>The claims of a Kaizala user, named as the service names the details it knows of one.</summary>
public static class KaizalaClaimTypes
{
    /// <summary>The user's id: a GUID in lower case, such as <c>3f2504e0-4f89-41d3-9a0c-0305e82c3301</c>.</summary>
    public const string Id = "id";

    /// <summary>The name that the user has chosen. Anyone can choose any name: show it, decide nothing by it.</summary>
    public const string Name = "name";

    /// <summary>The user's phone number.</summary>
    public const string PhoneNumber = "phoneNumber";

    /// <summary>The address of the user's picture.</summary>
    public const string PictureUrl = "pictureUrl";

    /// <summary>The id of the card (action package) that the token was made in.</summary>
    public const string ActionPackageId = "actionPackageId";
}
