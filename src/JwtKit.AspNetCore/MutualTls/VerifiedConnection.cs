namespace JwtKit;

/// <summary>Stands among a connection's features once its client's certificate was found good. Nothing else puts it there.</summary>
internal sealed class VerifiedConnection;
