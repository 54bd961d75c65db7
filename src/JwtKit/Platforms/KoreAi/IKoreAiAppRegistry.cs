namespace JwtKit;

/// <summary>Knows the registered apps. It is asked at every request, so that an app that was removed can do nothing from then on.</summary>
/// <remarks>Implementations are safe for concurrent use.</remarks>
public interface IKoreAiAppRegistry
{
    /// <summary>Finds an app.</summary>
    /// <param name="clientId">The Client ID as a token names it: any text. Compares ordinally.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The app as it is registered now; null if it is not.</returns>
    ValueTask<KoreAiAppRegistration?> FindAsync(string clientId, CancellationToken cancellationToken);
}
