using System.Security.Cryptography;

namespace JwtKit;

/// <summary>A small lock-free pool of costly platform objects that hold one key. Each is in one thread's hands at a time.</summary>
/// <remarks>An object that is out while the pool is disposed is disposed when it comes back.</remarks>
internal sealed class ObjectPool<T> : IDisposable
    where T : class, IDisposable
{
    private readonly Func<T> create;
    private readonly Slot[] idle = new Slot[Math.Max(8, 2 * Environment.ProcessorCount)];
    private volatile bool isDisposed;

    public ObjectPool(Func<T> create) => this.create = create;

    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public T Rent()
    {
        ThrowIfDisposed();
        for (int i = 0; i < idle.Length; i++)
        {
            if (idle[i].Item is not null && Interlocked.Exchange(ref idle[i].Item, null) is { } item)
            {
                return item;
            }
        }

        return Create();
    }

    public void Return(T item)
    {
        for (int i = 0; i < idle.Length; i++)
        {
            if (idle[i].Item is null && Interlocked.CompareExchange(ref idle[i].Item, item, null) is null)
            {
                // Dispose may have passed this slot before the item was put there.
                if (isDisposed)
                {
                    Drain();
                }

                return;
            }
        }

        item.Dispose();
    }

    public void Dispose()
    {
        isDisposed = true;
        Drain();
    }

    // A key erased while an object was being made may have given it erased bytes, with which making it may fail.
    private T Create()
    {
        T created;
        try
        {
            created = create();
        }
        catch (CryptographicException) when (isDisposed)
        {
            throw DisposedKey.Exception();
        }

        if (isDisposed)
        {
            created.Dispose();
            throw DisposedKey.Exception();
        }

        return created;
    }

    private void Drain()
    {
        for (int i = 0; i < idle.Length; i++)
        {
            Interlocked.Exchange(ref idle[i].Item, null)?.Dispose();
        }
    }

    private void ThrowIfDisposed()
    {
        if (isDisposed)
        {
            throw DisposedKey.Exception();
        }
    }

    /// <summary>A struct, because writing into an array of references has .NET check the element's type each time.</summary>
    private struct Slot
    {
        public T? Item;
    }
}
