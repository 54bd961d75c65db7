using System.CodeDom.Compiler;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace JwtKit.Conventions.Tests;

/// <summary>The packages: what is true of one is true of all.</summary>
internal static class Packages
{
    public const string Core = "JwtKit";
    public const string DependencyInjection = "JwtKit.Extensions.DependencyInjection";
    public const string MutualTls = "JwtKit.MutualTls";
    public const string AspNetCore = "JwtKit.AspNetCore";
    public const string PostgreSql = "JwtKit.PostgreSql";
    public const string CommandLine = "JwtKit.Cli";

    public static string[] Names { get; } = [Core, DependencyInjection, MutualTls, AspNetCore, PostgreSql, CommandLine];

    public static IEnumerable<Assembly> Assemblies => Names.Select(Assembly);

    public static IEnumerable<Type> PublicTypes => Assemblies.SelectMany(static assembly => assembly.GetExportedTypes());

    public static Assembly Assembly(string name) => System.Reflection.Assembly.Load(name);

    /// <summary>Whether no person wrote it: closures, state machines, members of records, what the runtime needs of the compiler.</summary>
    public static bool IsGenerated(MemberInfo member) =>
        member.IsDefined(typeof(CompilerGeneratedAttribute)) || member.Name.Contains('<', StringComparison.Ordinal) || (member.DeclaringType is { } outer && IsGenerated(outer));

    /// <summary>Whether a source generator wrote it: regular expressions, calls to the system, attributes of the compiler.</summary>
    public static bool IsOfAGenerator(Type type) =>
        type.IsDefined(typeof(GeneratedCodeAttribute), inherit: false)
        || type.Namespace is null
        || type.Namespace.StartsWith("System.", StringComparison.Ordinal)
        || type.Namespace.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal);

    /// <summary>A path below the root of the repository.</summary>
    public static string PathOf(params string[] parts) => Path.GetFullPath(Path.Combine([Path.GetDirectoryName(SourceFile())!, "..", "..", .. parts]));

    private static string SourceFile([CallerFilePath] string path = "") => path;
}
