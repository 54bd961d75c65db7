using System.Reflection;
using System.Runtime.CompilerServices;

namespace JwtKit.Conventions.Tests.PublicApi;

/// <summary>The line of a type: its name, what it is, and what it derives from.</summary>
internal static class ApiType
{
    public static string Line(Type type)
    {
        string kind = $"{ApiAttributes.Of(type)}{Modifiers(type)}{Kind(type)}";
        string bases = string.Join(", ", Bases(type).Select(static known => ApiName.Of(known)));
        return $"{ApiName.Full(type)} ({kind}){(bases.Length == 0 ? "" : " : " + bases)}{Constraints(type.GetGenericArguments())}";
    }

    /// <summary>What a caller may put in place of the type parameters.</summary>
    public static string Constraints(Type[] parameters) => string.Concat(parameters.Where(static parameter => parameter.IsGenericParameter).Select(static parameter =>
    {
        GenericParameterAttributes flags = parameter.GenericParameterAttributes;
        List<string> rules = [.. parameter.GetGenericParameterConstraints().Where(static known => known != typeof(ValueType)).Select(static known => ApiName.Of(known)).Order(StringComparer.Ordinal)];
        if (flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
        {
            rules.Insert(0, "struct");
        }
        else if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            rules.Insert(0, "class");
        }

        return rules.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", rules)}";
    }));

    private static string Modifiers(Type type) => type switch
    {
        { IsEnum: true } or { IsInterface: true } => "",
        { IsValueType: true } => (type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "") + (type.IsByRefLike ? "ref " : ""),
        { IsAbstract: true, IsSealed: true } => "static ",
        { IsAbstract: true } => "abstract ",
        { IsSealed: true } => "sealed ",
        _ => "",
    };

    private static string Kind(Type type) =>
        type.IsEnum ? (type.IsDefined(typeof(FlagsAttribute)) ? "[Flags] enum" : "enum")
        : type.IsInterface ? "interface"
        : type.IsValueType ? (IsRecord(type) ? "record struct" : "struct")
        : IsRecord(type) ? "record"
        : "class";

    private static bool IsRecord(Type type) => type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null;

    private static IEnumerable<Type> Bases(Type type)
    {
        if (type.IsEnum)
        {
            return [Enum.GetUnderlyingType(type)];
        }

        // Interfaces that come with another one or with the base type say nothing new.
        Type[] all = type.GetInterfaces();
        IEnumerable<Type> own = all.Where(known => !all.Any(other => other != known && other.GetInterfaces().Contains(known)) && type.BaseType?.GetInterfaces().Contains(known) != true);
        return (type.BaseType is { } baseType && baseType != typeof(object) && baseType != typeof(ValueType) ? new[] { baseType } : []).Concat(own.OrderBy(static known => known.Name, StringComparer.Ordinal));
    }
}
