namespace JwtKit.Cli;

/// <summary>The forms in which keys are written: PEM, PFX, JWK, JWK set.</summary>
internal static class KeyForms
{
    /// <summary>An RSA key as PEM: SubjectPublicKeyInfo, PKCS#8, or encrypted PKCS#8.</summary>
    /// <param name="key">Public or private.</param>
    /// <param name="isPrivate">Which half is written.</param>
    /// <param name="password">For a private one; null leaves it unencrypted.</param>
    public static WrittenKey Pem(Jwk key, bool isPrivate, string? password)
    {
        if (!isPrivate)
        {
            return WrittenKey.OfText(key.GetPublicKey().ExportPem(), isPrivate: false);
        }

        using RsaPrivateKey privateKey = key.GetPrivateKey();
        return WrittenKey.OfText(password is null ? privateKey.ExportPem() : ProtectedKey.ToPem(key, password), isPrivate: true);
    }

    /// <summary>A private RSA key as PFX.</summary>
    /// <param name="key">Private.</param>
    /// <param name="password">Not empty.</param>
    /// <param name="now">The time.</param>
    public static WrittenKey Pfx(Jwk key, string password, DateTimeOffset now) => new(ProtectedKey.ToPfx(key, password, now), isPrivate: true, isBinary: true);

    /// <summary>A key as JWK.</summary>
    /// <param name="key">With its labels; the private half of an RSA key is written if there is one.</param>
    public static WrittenKey Jwk(Jwk key) => WrittenKey.OfText(key.ToJson(includePrivate: key.HasPrivateMembers), key.HasPrivateMembers, isJson: true);

    /// <summary>Public keys as a JWK set.</summary>
    /// <param name="keys">Public.</param>
    public static WrittenKey JwkSet(IEnumerable<Jwk> keys) => WrittenKey.OfText(new JwkSet(keys).ToJson(), isPrivate: false, isJson: true);
}
