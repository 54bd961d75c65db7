using System.Text;

namespace JwtKit;

/// <summary>A policy that was found to make sense, in the form that checking needs.</summary>
internal sealed class PreparedPolicy
{
    private static readonly TimeSpan MaximumSkew = TimeSpan.FromMinutes(5);

    private readonly string type;
    private readonly bool acceptsAbsentType;

    public PreparedPolicy(ValidationPolicy policy)
    {
        Keys = [.. Required(policy.Keys, nameof(policy.Keys))];
        Issuer = Required(policy.Issuer, nameof(policy.Issuer));
        Audience = Required(policy.Audience, nameof(policy.Audience));
        Required(policy.Use, nameof(policy.Use));
        RequireUsable(Keys);
        NamesKeys = Keys.Any(static key => key.KeyId is not null);
        SkewTicks = InRange(policy.ClockSkew).Ticks;
        acceptsAbsentType = policy.Type is null;
        type = MediaType.Check(policy.Type, nameof(policy.Type)) ?? MediaType.Jwt;
        RequiredClaims = RequiredOf(policy);
        AllowUnlimitedLifetime = policy.AllowUnlimitedLifetime;
        DecryptionKeys = new DecryptionKeys(Required(policy.DecryptionKeys, nameof(policy.DecryptionKeys)));
        MaximumLength = Positive(policy.MaximumLength, nameof(policy.MaximumLength));
        MaximumEncryptedLength = Positive(policy.MaximumEncryptedLength, nameof(policy.MaximumEncryptedLength));
    }

    public VerificationKey[] Keys { get; }

    /// <summary>Whether any key has an id, so that a token's <c>kid</c> must be one of them.</summary>
    public bool NamesKeys { get; }

    public Expected Issuer { get; }

    public Expected Audience { get; }

    public long SkewTicks { get; }

    /// <summary>Names in UTF-8, with <c>sub</c> where the policy requires it.</summary>
    public byte[][] RequiredClaims { get; }

    public bool AllowUnlimitedLifetime { get; }

    public DecryptionKeys DecryptionKeys { get; }

    public int MaximumLength { get; }

    public int MaximumEncryptedLength { get; }

    public string ExpectedType => acceptsAbsentType ? type + " or none" : type;

    public bool AcceptsType(in JoseHeader header) => header.HasType
        ? MediaType.AreSame(header.Type!, type)
        : acceptsAbsentType;

    private static T Required<T>(T? value, string name)
        where T : class =>
        value ?? throw new ArgumentException($"The policy's {name} is null; a policy leaves nothing unchecked by omission.");

    private static int Positive(int length, string name) => length > 0
        ? length
        : throw new ArgumentException($"The policy's {name} is {length}; at least 1 is needed.");

    private static void RequireUsable(VerificationKey[] keys)
    {
        if (keys.Length == 0 || keys.Any(static key => key is null))
        {
            throw new ArgumentException("The policy has no key, or one that is null; at least one VerificationKey is needed.");
        }

        string[] ids = [.. keys.Select(static key => key.KeyId).OfType<string>()];
        if (ids.Distinct(StringComparer.Ordinal).Count() != ids.Length)
        {
            throw new ArgumentException("Two keys of the policy have the same key id; a token could not say which one it means.");
        }
    }

    private static TimeSpan InRange(TimeSpan skew) => skew >= TimeSpan.Zero && skew <= MaximumSkew
        ? skew
        : throw new ArgumentException($"The policy's ClockSkew is {skew}; 0 to 5 minutes are accepted, because each minute of it is a minute in which expired tokens pass.");

    private static byte[][] RequiredOf(ValidationPolicy policy)
    {
        IEnumerable<string> names = Required(policy.RequiredClaims, nameof(policy.RequiredClaims));
        if (names.Any(string.IsNullOrEmpty))
        {
            throw new ArgumentException("A name in the policy's RequiredClaims is empty.");
        }

        return [.. names.Concat(policy.RequireSubject ? [ClaimNames.Subject] : []).Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes)];
    }
}
