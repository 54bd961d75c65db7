using System.Reflection;
using System.Runtime.CompilerServices;

namespace JwtKit.Conventions.Tests.PublicApi;

/// <summary>The line of a member: where it is, what it takes, what it gives.</summary>
internal static class ApiMember
{
    public static bool IsOpen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    public static string Line(MemberInfo member) => $"{ApiName.Full(member.DeclaringType!)}.{Text(member)}";

    private static string Text(MemberInfo member) => member switch
    {
        FieldInfo field => Field(field),
        PropertyInfo property => Property(property),
        EventInfo happening => $"{happening.Name}: {Modifiers(happening.AddMethod!)}event {ApiName.Of(happening)}",
        ConstructorInfo constructor => $"{ApiName.Simple(constructor.DeclaringType!)}({ApiParameter.All(constructor)}){Suffix(constructor, "")}",
        MethodInfo method => Method(method),
        _ => throw new InvalidOperationException($"{member.MemberType} {member} is of no known kind."),
    };

    private static string Field(FieldInfo field)
    {
        string value = field.IsLiteral ? " = " + ApiValue.Of(field.GetRawConstantValue(), field.FieldType.IsEnum ? Enum.GetUnderlyingType(field.FieldType) : field.FieldType) : "";
        string kind = field.DeclaringType!.IsEnum ? "" : field.IsLiteral ? "const " : field.IsStatic ? "static readonly " : "readonly ";
        return field.DeclaringType.IsEnum ? field.Name + value : $"{field.Name}: {ApiAttributes.Of(field)}{kind}{ApiName.Of(field)}{value}";
    }

    private static string Property(PropertyInfo property)
    {
        string index = property.GetIndexParameters().Length == 0 ? property.Name : $"this[{ApiParameter.All(property.GetMethod!)}]";
        MethodInfo any = property.GetMethod ?? property.SetMethod!;
        string accessors = string.Concat(new[] { property.GetMethod, property.SetMethod }.OfType<MethodInfo>().Where(IsOpen).Select(accessor => Accessor(accessor, any)));
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        return $"{index}: {ApiAttributes.Of(property)}{Modifiers(any)}{required}{ApiName.Of(property)} {{ {accessors}}}";
    }

    private static string Accessor(MethodInfo accessor, MethodInfo any) =>
        (accessor.IsPublic == any.IsPublic ? "" : accessor.IsPublic ? "public " : "protected ")
        + (accessor.ReturnType != typeof(void) ? "get; " : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init; " : "set; ");

    private static string Method(MethodInfo method)
    {
        string arguments = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(static type => type.Name))}>" : "";
        return $"{method.Name}{arguments}({ApiParameter.All(method)}){Suffix(method, ApiName.Of(method.ReturnParameter))}{(method.IsGenericMethod ? ApiType.Constraints(method.GetGenericArguments()) : "")}";
    }

    private static string Suffix(MethodBase method, string result)
    {
        string text = $"{ApiAttributes.Of(method)}{Modifiers(method)}{(method.IsConstructor ? "" : ApiAttributes.Of(((MethodInfo)method).ReturnParameter))}{result}".TrimEnd();
        return text.Length == 0 ? "" : ": " + text;
    }

    private static string Modifiers(MethodBase method) =>
        (method.IsPublic ? "" : "protected ")
        + (method.DeclaringType!.IsInterface && !method.IsStatic ? ""
            : method.IsStatic ? "static "
            : method.IsAbstract ? "abstract "
            : method is MethodInfo known && known.GetBaseDefinition() != known ? "override "
            : method.IsVirtual && !method.IsFinal ? "virtual "
            : "");
}
