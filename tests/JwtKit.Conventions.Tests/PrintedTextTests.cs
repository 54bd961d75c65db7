using System.Diagnostics;
using System.Reflection;
using NUnit.Framework;

namespace JwtKit.Conventions.Tests;

/// <summary>
/// No public type of the packages prints whom a token is for, or a secret of the configuration. What inherits <see cref="object.ToString"/> prints its own name;
/// what does not is printed here, and a record always has one of its own. The core's types are printed by a test beside them.
/// </summary>
[TestFixture]
internal sealed class PrintedTextTests
{
    private const string Marker = "sensitive-0123456789";

    private static object[] Instances =>
    [
        new TokenIdentity { Subject = Marker, Name = Marker, Email = Marker, IdentityToMerge = Marker, Claims = { [Marker] = Marker } },
        new TokenIdentity { Subject = Marker, IsAnonymous = true },
        Posted(),
    ];

    private static IEnumerable<Type> Printing => Packages.Names.Except([Packages.Core])
        .Select(Packages.Assembly)
        .SelectMany(static assembly => assembly.GetExportedTypes().Where(type => type.GetMethod(nameof(ToString), Type.EmptyTypes)?.DeclaringType?.Assembly == assembly));

    [TestCaseSource(nameof(Instances))]
    public void Holds_nothing_of_a_person_or_a_secret(object instance) => Assert.That(instance.ToString(), Does.Not.Contain("sensitive"));

    [Test]
    public void Covers_each_public_type_with_a_text_of_its_own() => Assert.That(Instances.Select(static instance => instance.GetType()).Distinct(), Is.EquivalentTo(Printing));

    /// <summary>Debuggers write them into dumps and screen shots.</summary>
    [Test]
    public void No_type_shows_more_to_a_debugger() => Assert.That(
        Packages.Assemblies.SelectMany(static assembly => assembly.GetTypes())
            .Where(static type => !Packages.IsGenerated(type) && (type.IsDefined(typeof(DebuggerDisplayAttribute)) || type.IsDefined(typeof(DebuggerTypeProxyAttribute)))),
        Is.Empty);

    private static object Posted()
    {
        ConstructorInfo constructor = typeof(PostedIdentity).GetConstructors(BindingFlags.NonPublic | BindingFlags.Instance).Single();
        return constructor.Invoke([Marker, false]);
    }
}
