namespace JwtKit.Cli;

/// <summary>The library's messages in the words of the command line: they name members of its API where the user has options.</summary>
internal static class LibraryErrors
{
    private static readonly (string Library, string User)[] Words =
    [
        ("Secret.Generate() makes one", "'jwtkit key new secret' makes one"),
        ("A secret that is meant as text goes through Secret.FromText.", "A secret that is meant as text needs no encoding to be named."),
        ("RsaPrivateKey.FromPem(pem, password) opens it, in configuration KeyPassword", "--key-password-file or --key-password-env opens it"),
        ("Shorten it, or leave the jti out with TokenId.None", "Shorten it with --lifetime, or leave the jti out with --no-jti"),
        ("Use Jwt.SignAndEncrypt, or say allowReadablePrivateClaims: true", "Encrypt it with --encrypt-to"),
        ("TokenLifetime.Unlimited makes a token without an end", "'unlimited' makes a token without an end"),
        ("say which one it serves, such as SignatureAlgorithm.Rs256", "say which one it serves with --alg"),
        ("say how it is used, such as KeyManagement.RsaOaep", "say how it is used with --key-management"),
        ("It comes from Lifetime (JwtBuilder.ExpiresIn)", "It comes from --lifetime"),
        ("comes from Audiences (JwtBuilder.Audience)", "comes from --aud"),
        ("comes from Issuer", "comes from --iss"),
        ("comes from Subject", "comes from --sub"),
        ("comes from TokenId", "comes from --jti"),
        ("where there is to be none, write EnvelopeContext.None", "where there is to be none, say --no-context"),
        (" RSA keys are read by RsaPrivateKey and RsaPublicKey.", " RSA keys are given with --key."),
    ];

    /// <summary>One line that says what is wrong.</summary>
    /// <param name="exception">Thrown by the library or by .NET for a wrong call or a file that cannot be used.</param>
    public static string ForUsers(Exception exception)
    {
        string message = exception.Message;
        foreach ((string library, string user) in Words)
        {
            message = message.Replace(library, user, StringComparison.Ordinal);
        }

        // The name of a parameter says nothing to someone who typed options.
        int parameter = exception is ArgumentException { ParamName: { } name } ? message.IndexOf($" (Parameter '{name}')", StringComparison.Ordinal) : -1;
        return (parameter < 0 ? message : message[..parameter]).ReplaceLineEndings(" ");
    }
}
