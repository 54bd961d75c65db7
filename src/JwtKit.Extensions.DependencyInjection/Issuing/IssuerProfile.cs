namespace JwtKit;

/// <summary>What one platform's issuers need and how their tokens are described. One subclass per platform.</summary>
internal abstract class IssuerProfile
{
    public abstract TokenPlatform Platform { get; }

    /// <summary>The settings that say who speaks, by name: those needed.</summary>
    public abstract IReadOnlyList<string> Required { get; }

    /// <summary>Those possible beside.</summary>
    public virtual IReadOnlyList<string> Optional => [];

    /// <summary>The algorithms that the platform takes.</summary>
    public virtual IReadOnlyList<SignatureAlgorithm> Algorithms => SignatureAlgorithm.All;

    /// <summary>The ways of key management that the platform takes; none where it takes signed tokens only.</summary>
    public virtual IReadOnlyList<KeyManagement> KeyManagements => [];

    /// <summary>The ciphers that the platform takes.</summary>
    public virtual IReadOnlyList<ContentEncryption> ContentEncryptions => ContentEncryption.All;

    /// <summary>Whether an encrypted token must name the key it is encrypted for.</summary>
    public virtual bool NeedsEncryptionKeyId => false;

    /// <summary>Null where the configuration must say.</summary>
    public abstract TimeSpan? DefaultLifetime { get; }

    public abstract bool DefaultTokenId { get; }

    /// <summary>The platform's limit for tokens with a <c>jti</c>.</summary>
    public virtual TimeSpan? MaximumLifetimeWithTokenId => null;

    public static IssuerProfile Of(TokenPlatform platform) => platform switch
    {
        TokenPlatform.Ccai => new CcaiProfile(),
        TokenPlatform.KoreAiUser => new KoreAiUserProfile(),
        TokenPlatform.KoreAiApi => new KoreAiApiProfile(),
        _ => new OwnProfile(),
    };

    /// <summary>The token for an identity; lifetime, token id and further claims are set afterwards.</summary>
    public abstract JwtDescriptor Describe(IssuerOptions options, TokenIdentity? identity);

    protected static TokenIdentity Needed(TokenIdentity? identity) => identity
        ?? throw new ArgumentException("This issuer's tokens speak of users; an identity is needed.", nameof(identity));

    private static void NeedNone(TokenIdentity? identity)
    {
        if (identity is not null)
        {
            throw new ArgumentException("This issuer's tokens speak for the application, under the configured Subject; no identity can be given.", nameof(identity));
        }
    }

    private sealed class CcaiProfile : IssuerProfile
    {
        public override TokenPlatform Platform => TokenPlatform.Ccai;

        public override IReadOnlyList<string> Required => [nameof(IssuerOptions.Company)];

        public override IReadOnlyList<SignatureAlgorithm> Algorithms => [SignatureAlgorithm.Hs256];

        public override TimeSpan? DefaultLifetime => TimeSpan.FromHours(1);

        public override bool DefaultTokenId => false;

        public override JwtDescriptor Describe(IssuerOptions options, TokenIdentity? identity)
        {
            TokenIdentity user = Needed(identity);
            return Ccai.UserToken(options.Company!, user.Subject, user.Name, user.Email);
        }
    }

    private abstract class KoreAiProfile : IssuerProfile
    {
        public override IReadOnlyList<SignatureAlgorithm> Algorithms => KoreAi.SignatureAlgorithms;

        public override IReadOnlyList<KeyManagement> KeyManagements => KoreAi.KeyManagements;

        public override IReadOnlyList<ContentEncryption> ContentEncryptions => KoreAi.ContentEncryptions;

        public override bool NeedsEncryptionKeyId => true;

        public override TimeSpan? DefaultLifetime => TimeSpan.FromMinutes(5);

        public override TimeSpan? MaximumLifetimeWithTokenId => TimeSpan.FromHours(1);
    }

    private sealed class KoreAiUserProfile : KoreAiProfile
    {
        public override TokenPlatform Platform => TokenPlatform.KoreAiUser;

        public override IReadOnlyList<string> Required => [nameof(IssuerOptions.ClientId)];

        public override bool DefaultTokenId => true;

        public override JwtDescriptor Describe(IssuerOptions options, TokenIdentity? identity)
        {
            TokenIdentity user = Needed(identity);
            return KoreAi.UserToken(options.ClientId!, user.Subject, user.IsAnonymous, user.IdentityToMerge);
        }
    }

    private sealed class KoreAiApiProfile : KoreAiProfile
    {
        public override TokenPlatform Platform => TokenPlatform.KoreAiApi;

        public override IReadOnlyList<string> Required => [nameof(IssuerOptions.ClientId), nameof(IssuerOptions.Subject)];

        public override bool DefaultTokenId => false;

        public override JwtDescriptor Describe(IssuerOptions options, TokenIdentity? identity)
        {
            NeedNone(identity);
            return KoreAi.ApiToken(options.ClientId!, options.Subject!);
        }
    }

    private sealed class OwnProfile : IssuerProfile
    {
        public override TokenPlatform Platform => TokenPlatform.None;

        public override IReadOnlyList<string> Required => [nameof(IssuerOptions.Issuer), nameof(IssuerOptions.Audience)];

        public override IReadOnlyList<string> Optional => [nameof(IssuerOptions.Subject)];

        public override IReadOnlyList<KeyManagement> KeyManagements => [.. KeyManagement.All.Where(static way => way != KeyManagement.Direct)];

        public override TimeSpan? DefaultLifetime => null;

        public override bool DefaultTokenId => true;

        public override JwtDescriptor Describe(IssuerOptions options, TokenIdentity? identity)
        {
            if (options.Subject is not null)
            {
                NeedNone(identity);
            }

            return new JwtDescriptor
            {
                Lifetime = options.Lifetime!.Value,
                Issuer = options.Issuer,
                Audiences = [options.Audience!],
                Subject = options.Subject ?? Needed(identity).Subject,
            };
        }
    }
}
