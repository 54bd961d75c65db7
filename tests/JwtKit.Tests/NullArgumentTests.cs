using NUnit.Framework;

namespace JwtKit.Tests;

/// <summary>Null where the annotations allow none is the caller's mistake, and is said at once with the parameter's name.</summary>
[TestFixture]
internal sealed class NullArgumentTests
{
    /// <summary>Types whose properties are judged together, by what takes the whole.</summary>
    private static readonly Type[] JudgedAsAWhole = [typeof(ValidationPolicy), typeof(EnvelopeFields), typeof(KoreAiApp), typeof(KoreAiAppRegistration)];

    private static IEnumerable<NullArgument> Places =>
        typeof(Jwt).Assembly.GetExportedTypes()
            .Where(static type => !type.IsInterface && !type.IsEnum && !JudgedAsAWhole.Contains(type) && !typeof(Exception).IsAssignableFrom(type) && !typeof(Stream).IsAssignableFrom(type))
            .Select(static type => type.IsGenericTypeDefinition ? type.MakeGenericType(typeof(SigningKey)) : type)
            .SelectMany(NullArgument.Of);

    [TestCaseSource(nameof(Places))]
    public void Is_named(NullArgument place) =>
        Assert.That(place.InvokeAsync, Throws.InstanceOf<ArgumentNullException>().With.Property(nameof(ArgumentException.ParamName)).EqualTo(place.Parameter.Name));
}
