using System.CommandLine;
using System.Security.Cryptography;

namespace JwtKit.Cli;

/// <summary>RSA1_5, which is legacy: decrypting it must be switched on, <c>--allow-rsa15</c>.</summary>
internal sealed class Rsa15Input
{
    private readonly Switch allow = CommonOptions.Switch("--allow-rsa15", "Accept RSA1_5 too, which is legacy: whoever sees how its decryption fails can decrypt");

    /// <summary>Adds the option.</summary>
    /// <param name="command">The command that decrypts.</param>
    public void AddTo(Command command) => command.Add(allow);

    /// <summary>Whether it is switched on.</summary>
    /// <param name="call">The call.</param>
    public bool IsAllowed(Call call) => call[allow];

    /// <summary>Refuses RSA1_5 where it is not switched on.</summary>
    /// <param name="call">The call.</param>
    /// <param name="chosen">What was chosen, by an option or by the key.</param>
    /// <exception cref="WrongCallException">It is RSA1_5, and not switched on.</exception>
    public void Require(Call call, KeyManagement? chosen)
    {
        if (chosen == KeyManagement.Rsa15 && !IsAllowed(call))
        {
            throw new WrongCallException("RSA1_5 is legacy, and decrypting it must be switched on: --allow-rsa15.");
        }
    }

    /// <summary>A key for it.</summary>
    /// <param name="jwk">The private key.</param>
    /// <exception cref="CryptographicException">The JWK is meant for something else.</exception>
    public static DecryptionKey KeyOf(Jwk jwk)
    {
        if (jwk.Use == "sig" || (jwk.Algorithm is { } own && own != KeyManagement.Rsa15.Name))
        {
            throw new CryptographicException("The JWK is meant for something else than RSA1_5 (\"use\", \"alg\").");
        }

        using RsaPrivateKey privateKey = jwk.GetPrivateKey();
        return DecryptionKey.Rsa15(privateKey, jwk.KeyId);
    }
}
