using System.Reflection;

namespace JwtKit.Conventions.Tests.PublicApi;

/// <summary>Types by name, with what may be null: those of JwtKit without their namespace, those of C# by its words, others in full.</summary>
internal static class ApiName
{
    private static readonly Dictionary<Type, string> Words = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(short)] = "short",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    public static string Of(ParameterInfo parameter) => Of(parameter.ParameterType, Context.Create(parameter));

    public static string Of(PropertyInfo property) => Of(property.PropertyType, Context.Create(property));

    public static string Of(FieldInfo field) => Of(field.FieldType, Context.Create(field));

    public static string Of(EventInfo happening) => Of(happening.EventHandlerType!, Context.Create(happening));

    public static string Of(Type type) => Of(type, null);

    /// <summary>With its namespace, as it stands at the beginning of a line.</summary>
    public static string Full(Type type) => $"{type.Namespace}.{Simple(type)}{Arguments(type, null)}";

    public static string Simple(Type type) => type.Name.Split('`')[0];

    /// <summary>Not shared: it is no safe companion of several threads.</summary>
    private static NullabilityInfoContext Context => new();

    private static string Of(Type type, NullabilityInfo? nullability)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!, nullability);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Of(underlying, nullability?.GenericTypeArguments.FirstOrDefault()) + "?";
        }

        string name = type.IsArray ? Of(type.GetElementType()!, nullability?.ElementType) + "[]"
            : Words.TryGetValue(type, out string? word) ? word
            : type.IsGenericParameter ? type.Name
            : (type.Namespace == nameof(JwtKit) ? "" : type.Namespace + ".") + Simple(type) + Arguments(type, nullability);
        return name + (CanBeMarked(type) && nullability?.ReadState == NullabilityState.Nullable ? "?" : "");
    }

    /// <summary>Of a type parameter that may be anything, reflection cannot tell <c>T</c> from <c>T?</c>.</summary>
    private static bool CanBeMarked(Type type) =>
        !type.IsValueType && (!type.IsGenericParameter || type.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint));

    private static string Arguments(Type type, NullabilityInfo? nullability)
    {
        Type[] arguments = type.GetGenericArguments();
        return arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments.Select((argument, number) => Of(argument, nullability?.GenericTypeArguments.ElementAtOrDefault(number))))}>";
    }
}
