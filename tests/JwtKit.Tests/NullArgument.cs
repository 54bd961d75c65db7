using System.Linq.Expressions;
using System.Reflection;

namespace JwtKit.Tests;

/// <summary>A call of a public member with null for one parameter that takes none.</summary>
internal sealed record NullArgument(MethodBase Member, ParameterInfo Parameter)
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>One for each parameter of each constructor and method of the type that null is not for, by its annotation.</summary>
    public static IEnumerable<NullArgument> Of(Type type)
    {
        NullabilityInfoContext nullability = new();
        IEnumerable<MethodBase> members = type.IsAbstract ? [] : type.GetConstructors();
        return
            from member in members.Concat(type.GetMethods(Declared)).Select(Close)
            where !member.IsAbstract && !IsEquality(member)
            from parameter in member.GetParameters()
            where !parameter.ParameterType.IsValueType && !parameter.ParameterType.IsByRef && nullability.Create(parameter).WriteState == NullabilityState.NotNull
            select new NullArgument(member, parameter);
    }

    /// <summary>Calls it, and waits for what it gives to be awaited.</summary>
    public Task InvokeAsync() => Compile()();

    public override string ToString() =>
        $"{Member.DeclaringType!.Name}.{Member.Name.TrimStart('.')}({string.Join(", ", Member.GetParameters().Select(static parameter => parameter.ParameterType.Name))}): {Parameter.Name}";

    private static bool IsEquality(MethodBase member) => member.Name is "op_Equality" or "op_Inequality" or "Equals";

    /// <summary>Type parameters stand for text.</summary>
    private static MethodBase Close(MethodBase member) =>
        member is MethodInfo { IsGenericMethodDefinition: true } open ? open.MakeGenericMethod([.. open.GetGenericArguments().Select(static _ => typeof(string))]) : member;

    /// <summary>By an expression, since spans cannot be passed to what invokes by reflection.</summary>
    private Func<Task> Compile()
    {
        List<ParameterExpression> results = [];
        Expression[] arguments = [.. Member.GetParameters().Select(parameter => Argument(parameter, results))];
        Expression call = Member switch
        {
            ConstructorInfo constructor => Expression.New(constructor, arguments),
            MethodInfo { IsStatic: true } method => Expression.Call(method, arguments),
            _ => Expression.Call(Expression.Constant(SampleArguments.Of(Member.DeclaringType!), Member.DeclaringType!), (MethodInfo)Member, arguments),
        };
        Expression end = call.Type switch
        {
            var type when type.IsAssignableTo(typeof(Task)) => call,
            var type when type == typeof(ValueTask) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>)) => Expression.Call(call, nameof(ValueTask.AsTask), null),
            _ => Expression.Block(call, Expression.Constant(Task.CompletedTask)),
        };
        return Expression.Lambda<Func<Task>>(Expression.Block(typeof(Task), results, end)).Compile();
    }

    private Expression Argument(ParameterInfo parameter, List<ParameterExpression> results)
    {
        Type type = parameter.ParameterType;
        if (type.IsByRef)
        {
            ParameterExpression result = Expression.Variable(type.GetElementType()!);
            results.Add(result);
            return result;
        }

        if (parameter.Position == Parameter.Position || type.IsByRefLike)
        {
            return Expression.Default(type);
        }

        return parameter is { HasDefaultValue: true, DefaultValue: not null } ? Expression.Constant(parameter.DefaultValue, type)
            : parameter.HasDefaultValue ? Expression.Default(type)
            : Expression.Constant(SampleArguments.Of(type), type);
    }
}
