using System.Security.Cryptography;
using NUnit.Framework;

namespace JwtKit.Tests;

[TestFixture]
internal sealed class ObjectPoolTests
{
    private const string Disposed = "The key was disposed; a key must live as long as whatever signs or validates with it.\nObject name: 'key'.";

    [Test]
    public void Gives_a_returned_object_out_again()
    {
        using ObjectPool<Item> pool = new(static () => new Item());
        Item first = pool.Rent();
        pool.Return(first);
        Assert.That(pool.Rent(), Is.SameAs(first));
    }

    [Test]
    public void Makes_another_object_while_the_first_is_out()
    {
        using ObjectPool<Item> pool = new(static () => new Item());
        Assert.That(pool.Rent(), Is.Not.SameAs(pool.Rent()));
    }

    [Test]
    public void Disposes_its_objects_with_itself()
    {
        ObjectPool<Item> pool = new(static () => new Item());
        Item item = pool.Rent();
        pool.Return(item);
        pool.Dispose();
        Assert.That(item.IsDisposed, Is.True);
    }

    [Test]
    public void Leaves_an_object_alone_while_it_is_out()
    {
        ObjectPool<Item> pool = new(static () => new Item());
        Item item = pool.Rent();
        pool.Dispose();
        Assert.That(item.IsDisposed, Is.False);
    }

    [Test]
    public void Disposes_an_object_that_comes_back_late()
    {
        ObjectPool<Item> pool = new(static () => new Item());
        Item item = pool.Rent();
        pool.Dispose();
        pool.Return(item);
        Assert.That(item.IsDisposed, Is.True);
    }

    [Test]
    public void Disposes_what_it_has_no_room_for()
    {
        using ObjectPool<Item> pool = new(static () => new Item());
        Item[] items = [.. Enumerable.Range(0, 10_000).Select(_ => pool.Rent())];
        Array.ForEach(items, pool.Return);
        Assert.That(items[^1].IsDisposed, Is.True);
    }

    [Test]
    public void Throws_when_rented_from_after_it_was_disposed()
    {
        ObjectPool<Item> pool = new(static () => new Item());
        pool.Dispose();
        Assert.That(pool.Rent, Throws.TypeOf<ObjectDisposedException>().With.Message.EqualTo(Disposed));
    }

    [Test]
    public void Throws_when_it_is_disposed_while_an_object_is_being_made()
    {
        ObjectPool<Item>? pool = null;
        pool = new ObjectPool<Item>(() =>
        {
            pool!.Dispose();
            return new Item();
        });
        Assert.That(pool.Rent, Throws.TypeOf<ObjectDisposedException>().With.Message.EqualTo(Disposed));
    }

    [Test]
    public void Throws_the_same_when_that_makes_the_object_fail()
    {
        ObjectPool<Item>? pool = null;
        pool = new ObjectPool<Item>(() =>
        {
            pool!.Dispose();
            throw new CryptographicException("The bytes are erased.");
        });
        Assert.That(pool.Rent, Throws.TypeOf<ObjectDisposedException>().With.Message.EqualTo(Disposed));
    }

    [Test]
    public void Never_hands_one_object_to_two_of_8_threads()
    {
        using ObjectPool<Item> pool = new(static () => new Item());
        int collisions = 0;
        Together.Run(8, _ =>
        {
            for (int i = 0; i < 20_000; i++)
            {
                Item item = pool.Rent();
                if (Interlocked.Increment(ref item.Holders) != 1 || item.IsDisposed)
                {
                    Interlocked.Increment(ref collisions);
                }

                Interlocked.Decrement(ref item.Holders);
                pool.Return(item);
            }
        });
        Assert.That(collisions, Is.Zero);
    }

    private sealed class Item : IDisposable
    {
        public int Holders;

        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
