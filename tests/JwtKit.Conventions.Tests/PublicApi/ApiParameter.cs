using System.Reflection;
using System.Runtime.CompilerServices;

namespace JwtKit.Conventions.Tests.PublicApi;

/// <summary>What a method takes: how, of which type, under which name, and what it is where the caller leaves it out.</summary>
internal static class ApiParameter
{
    public static string All(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "") + string.Join(", ", method.GetParameters().Select(Text));

    private static string Text(ParameterInfo parameter) =>
        $"{ApiAttributes.Of(parameter)}{Passing(parameter)}{ApiName.Of(parameter)} {parameter.Name}{(parameter.HasDefaultValue ? " = " + ApiValue.Of(parameter.RawDefaultValue, parameter.ParameterType) : "")}";

    private static string Passing(ParameterInfo parameter) =>
        parameter.IsOut ? "out "
        : parameter.ParameterType.IsByRef ? (parameter.IsIn ? "in " : "ref ")
        : parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params "
        : "";
}
