namespace JwtKit.Tests;

/// <summary>Gives its bytes in pieces of at most some length, as a network does, and each of them late.</summary>
internal sealed class PieceStream(byte[] content, int pieceLength) : MemoryStream(content)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        return await base.ReadAsync(buffer[..Math.Min(buffer.Length, pieceLength)], cancellationToken);
    }
}
