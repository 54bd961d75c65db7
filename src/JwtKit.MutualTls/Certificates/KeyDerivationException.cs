using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace JwtKit;

/// <summary>An encrypted key asks for a derivation that is not done. Caught where key files are read.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Thrown in one place.")]
internal sealed class KeyDerivationException(string message) : CryptographicException(message);
