using System.Reflection;
using System.Reflection.Emit;

namespace JwtKit.Tests;

/// <summary>All types that a type refers to: in its declaration, its members' signatures, and its method bodies.</summary>
internal static class TypeReferences
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(static field => (OpCode)field.GetValue(null)!)
        .ToDictionary(static code => code.Value);

    public static IReadOnlySet<Type> Of(Type type)
    {
        HashSet<Type> found = [];
        IEnumerable<Type?> declared = [type.BaseType, .. type.GetInterfaces()];
        foreach (Type reference in declared.OfType<Type>().Concat(type.GetMembers(All).SelectMany(OfMember)))
        {
            Add(reference, found);
        }

        return found;
    }

    private static void Add(Type type, HashSet<Type> found)
    {
        Type plain = type.HasElementType ? type.GetElementType()! : type;
        found.Add(plain.IsGenericType ? plain.GetGenericTypeDefinition() : plain);
        foreach (Type argument in plain.GetGenericArguments())
        {
            if (!argument.IsGenericParameter)
            {
                Add(argument, found);
            }
        }
    }

    private static IEnumerable<Type> OfMember(MemberInfo member) => member switch
    {
        FieldInfo field => [field.FieldType],
        MethodInfo method => [method.ReturnType, .. OfBody(method)],
        ConstructorInfo constructor => OfBody(constructor),
        Type nested => Of(nested),
        _ => [],
    };

    private static IEnumerable<Type> OfBody(MethodBase method)
    {
        IEnumerable<Type> parameters = method.GetParameters().Select(static parameter => parameter.ParameterType);
        return method.GetMethodBody() is { } body
            ? parameters.Concat(body.LocalVariables.Select(static local => local.LocalType)).Concat(OfInstructions(method, body.GetILAsByteArray()!))
            : parameters;
    }

    private static IEnumerable<Type> OfInstructions(MethodBase method, byte[] il)
    {
        Type[]? typeArguments = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        Type[]? methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        int position = 0;
        while (position < il.Length)
        {
            short value = il[position] == 0xfe ? (short)(0xfe00 | il[position + 1]) : il[position];
            OpCode code = OpCodesByValue[value];
            position += code.Size;
            if (code.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
            {
                MemberInfo member = method.Module.ResolveMember(BitConverter.ToInt32(il, position), typeArguments, methodArguments)!;
                yield return member as Type ?? member.DeclaringType!;
            }

            position += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, position)),
                _ => 4,
            };
        }
    }
}
