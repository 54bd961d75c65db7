using System.Reflection;
using NUnit.Framework;

namespace JwtKit.Conventions.Tests;

/// <summary>What may be derived from has to be kept as it is for ever; so nothing may that was not made for it.</summary>
[TestFixture]
internal sealed class PublicTypeTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly HashSet<string> Namespaces = new(StringComparer.Ordinal)
    {
        "JwtKit",
        "Microsoft.AspNetCore.Authorization",
        "Microsoft.AspNetCore.Builder",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.Extensions.DependencyInjection",
    };

    [Test]
    public void Each_is_sealed_or_only_JwtKit_can_derive_from_it() => Assert.That(Packages.PublicTypes.Where(static type => !IsClosed(type)), Is.Empty);

    [Test]
    public void None_has_a_field_that_can_be_set() => Assert.That(
        Packages.PublicTypes.Where(static type => !type.IsEnum)
            .SelectMany(static type => type.GetFields(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(static field => !field.IsLiteral && !field.IsInitOnly)
            .Select(static field => $"{field.DeclaringType}.{field.Name}"),
        Is.Empty);

    [Test]
    public void Each_is_in_the_one_namespace_or_in_that_of_the_type_it_extends() =>
        Assert.That(Packages.PublicTypes.Where(static type => !Namespaces.Contains(type.Namespace!)), Is.Empty);

    [Test]
    public void Only_extension_methods_are_outside_the_one_namespace() =>
        Assert.That(Packages.PublicTypes.Where(static type => type.Namespace != "JwtKit" && !(IsStatic(type) && type.Name.EndsWith("Extensions", StringComparison.Ordinal))), Is.Empty);

    [Test]
    public void None_stands_inside_another() => Assert.That(Packages.PublicTypes.Where(static type => type.IsNested), Is.Empty);

    [Test]
    public void The_command_line_has_none() => Assert.That(Packages.Assembly(Packages.CommandLine).GetExportedTypes(), Is.Empty);

    [Test]
    public void There_are_many() => Assert.That(Packages.PublicTypes.Count(), Is.GreaterThan(100));

    /// <summary>An interface is there to be implemented, a static class cannot be derived from, and structs and enumerations are sealed.</summary>
    private static bool IsClosed(Type type) =>
        type.IsSealed || type.IsInterface || (type.IsAbstract && type.GetConstructors(Declared).All(static constructor => constructor.IsPrivate || constructor.IsAssembly || constructor.IsFamilyAndAssembly));

    private static bool IsStatic(Type type) => type is { IsAbstract: true, IsSealed: true };
}
