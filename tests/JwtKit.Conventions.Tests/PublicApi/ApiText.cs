using System.Reflection;

namespace JwtKit.Conventions.Tests.PublicApi;

/// <summary>All that a package lets others use, a line for each type and member, so that each change of it is seen in a file.</summary>
internal static class ApiText
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>Ordinally sorted, which puts each type before its members.</summary>
    public static IEnumerable<string> LinesOf(Assembly assembly) => assembly.GetExportedTypes().SelectMany(LinesOf).Order(StringComparer.Ordinal);

    private static IEnumerable<string> LinesOf(Type type) => type.GetMembers(Declared)
        .Where(static member => member is not Type && !Packages.IsGenerated(member) && IsOpen(member))
        .Select(ApiMember.Line)
        .Prepend(ApiType.Line(type));

    /// <summary>What users see of a property or an event are its accessors, which the compiler made; those alone are no lines.</summary>
    private static bool IsOpen(MemberInfo member) => member switch
    {
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(ApiMember.IsOpen),
        EventInfo happening => ApiMember.IsOpen(happening.AddMethod!),
        FieldInfo field => (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && !field.IsSpecialName,
        MethodInfo method => ApiMember.IsOpen(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)),
        MethodBase constructor => ApiMember.IsOpen(constructor),
        _ => false,
    };
}
