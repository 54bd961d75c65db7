using System.Reflection;
using NUnit.Framework;

namespace JwtKit.Conventions.Tests;

/// <summary>Who awaits sees it in the name, and can cancel it by the last argument.</summary>
[TestFixture]
internal sealed class AsyncMethodTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>Methods whose signature is another's: that of an interface or base type, or of a delegate they are given as.</summary>
    private static readonly Dictionary<string, string> WithoutToken = new(StringComparer.Ordinal)
    {
        ["PostgreSqlReplayStore.DisposeAsync"] = "IAsyncDisposable has it so.",
    };

    private static IEnumerable<MethodInfo> OfPublicTypes => Awaited(Packages.PublicTypes).Where(static method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);

    private static IEnumerable<MethodInfo> OfAllTypes => Awaited(Packages.Assemblies.SelectMany(static assembly => assembly.GetTypes()));

    [Test]
    public void Each_says_so_in_its_name() => Assert.That(
        OfPublicTypes.Where(static method => !method.Name.EndsWith("Async", StringComparison.Ordinal)).Select(Name), Is.Empty);

    [Test]
    public void No_other_method_says_so() => Assert.That(
        Packages.PublicTypes.SelectMany(static type => type.GetMethods(All))
            .Where(static method => method.Name.EndsWith("Async", StringComparison.Ordinal) && !Packages.IsGenerated(method) && !IsAwaited(method.ReturnType))
            .Select(Name),
        Is.Empty);

    [Test]
    public void Each_of_a_public_type_can_be_cancelled() => Assert.That(
        OfPublicTypes.Where(static method => method.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken)).Select(Name).Except(WithoutToken.Keys), Is.Empty);

    /// <summary>Of internal types too.</summary>
    [Test]
    public void Takes_its_token_last() => Assert.That(
        OfAllTypes.Where(static method => method.GetParameters().SkipLast(1).Any(static parameter => parameter.ParameterType == typeof(CancellationToken))).Select(Name), Is.Empty);

    [Test]
    public void Each_exception_is_one() => Assert.That(WithoutToken.Keys, Is.SubsetOf(OfPublicTypes.Select(Name)));

    [Test]
    public void There_are_many() => Assert.That((OfPublicTypes.Count() > 20, OfAllTypes.Count() > 100), Is.EqualTo((true, true)));

    private static IEnumerable<MethodInfo> Awaited(IEnumerable<Type> types) => types
        .Where(static type => !typeof(Delegate).IsAssignableFrom(type))
        .SelectMany(static type => type.GetMethods(All))
        .Where(static method => !method.IsSpecialName && !Packages.IsGenerated(method) && IsAwaited(method.ReturnType));

    private static bool IsAwaited(Type type) =>
        type == typeof(Task) || type == typeof(ValueTask)
        || (type.IsGenericType && type.GetGenericTypeDefinition() is var open && (open == typeof(Task<>) || open == typeof(ValueTask<>) || open == typeof(IAsyncEnumerable<>)));

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";
}
