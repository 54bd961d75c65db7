using System.Text;

namespace JwtKit;

/// <summary>A policy that was found to make sense, in the form that checking needs.</summary>
internal sealed class PreparedPolicy
{
    /// <summary>The greatest skew that any policy may have.</summary>
    public static readonly TimeSpan MaximumSkew = TimeSpan.FromMinutes(5);

    private readonly string type;
    private readonly bool acceptsAbsentType;

    public PreparedPolicy(ValidationPolicy policy)
    {
        Keys = Required(policy.Keys, nameof(policy.Keys));
        Issuer = Required(policy.Issuer, nameof(policy.Issuer));
        Audience = Required(policy.Audience, nameof(policy.Audience));
        HasFixedKeys = Keys is FixedVerificationKeys { Known: not null };
        OneTime = Required(policy.Use, nameof(policy.Use)).OneTimeRule;
        SkewTicks = InRange(policy.ClockSkew).Ticks;
        Rules = policy.Rules;
        ExpirySkewTicks = Rules.ExpirySkew?.Ticks ?? SkewTicks;
        acceptsAbsentType = policy.Type is null;
        type = MediaType.Check(policy.Type, nameof(policy.Type)) ?? MediaType.Jwt;
        RequiredClaims = RequiredOf(policy);
        AllowUnlimitedLifetime = policy.AllowUnlimitedLifetime;
        RequireRememberable(OneTime);
        MaximumKeysTried = KeyTries.FaultOf(policy.MaximumKeysTried) is { } fault
            ? throw new ArgumentException($"The policy's MaximumKeysTried {fault}")
            : policy.MaximumKeysTried;
        DecryptionKeys = new DecryptionKeys(
            Required(policy.DecryptionKeys, nameof(policy.DecryptionKeys)), Required(policy.ContentEncryptions, nameof(policy.ContentEncryptions)), MaximumKeysTried);
        MaximumLength = Positive(policy.MaximumLength, nameof(policy.MaximumLength));
        MaximumEncryptedLength = Positive(policy.MaximumEncryptedLength, nameof(policy.MaximumEncryptedLength));
    }

    public VerificationKeys Keys { get; }

    /// <summary>Whether the keys are known without a wait, and found to be usable.</summary>
    public bool HasFixedKeys { get; }

    /// <summary>What makes its tokens good for one time only; null where they can be used again.</summary>
    public OneTimeRule? OneTime { get; }

    public Expected Issuer { get; }

    public Expected Audience { get; }

    public long SkewTicks { get; }

    /// <summary>The clock skew for <c>exp</c>.</summary>
    public long ExpirySkewTicks { get; }

    public ValidationRules Rules { get; }

    /// <summary>Names in UTF-8, with <c>sub</c> where the policy requires it.</summary>
    public byte[][] RequiredClaims { get; }

    public bool AllowUnlimitedLifetime { get; }

    public DecryptionKeys DecryptionKeys { get; }

    public int MaximumKeysTried { get; }

    public int MaximumLength { get; }

    public int MaximumEncryptedLength { get; }

    public string ExpectedOuterType => MediaType.AreSame(type, MediaType.Jwt) ? "JWT or none" : $"JWT, {type} or none";

    public string ExpectedType => acceptsAbsentType ? type + " or none" : type;

    public bool AcceptsType(in JoseHeader header) => header.HasType
        ? MediaType.AreSame(header.Type!, type)
        : acceptsAbsentType;

    /// <summary>Whether the outside of a nested token may have this <c>typ</c>.</summary>
    public bool AcceptsOuterType(string? outer) => outer is null || MediaType.AreSame(outer, MediaType.Jwt) || MediaType.AreSame(outer, type);

    private static T Required<T>(T? value, string name)
        where T : class =>
        value ?? throw new ArgumentException($"The policy's {name} is null; a policy leaves nothing unchecked by omission.");

    private static int Positive(int length, string name) => length > 0
        ? length
        : throw new ArgumentException($"The policy's {name} is {length}; at least 1 is needed.");

    private void RequireRememberable(OneTimeRule? oneTime)
    {
        if (oneTime is { RequiresTokenId: true } && AllowUnlimitedLifetime)
        {
            throw new ArgumentException("The policy's tokens are for one time and may have no end; a replay store cannot remember them for ever. Leave AllowUnlimitedLifetime out.");
        }

        if (oneTime is { Scope: null } && !Issuer.IsChecked)
        {
            throw new ArgumentException("The policy's tokens are for one time, and nothing says within what a jti is unique: expect an Issuer, or name the scope in TokenUse.OneTime(store, scope).");
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
