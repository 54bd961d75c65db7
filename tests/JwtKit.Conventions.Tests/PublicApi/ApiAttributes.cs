using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace JwtKit.Conventions.Tests.PublicApi;

/// <summary>The attributes that change what a caller may write or what the compiler then knows.</summary>
internal static class ApiAttributes
{
    public static string Of(ICustomAttributeProvider member) => string.Concat(member.GetCustomAttributes(inherit: false).Select(Text).Order(StringComparer.Ordinal));

    private static string Text(object attribute) => attribute switch
    {
        ObsoleteAttribute => "[Obsolete] ",
        ExperimentalAttribute => "[Experimental] ",
        EditorBrowsableAttribute { State: EditorBrowsableState.Never } => "[EditorBrowsable(Never)] ",
        SetsRequiredMembersAttribute => "[SetsRequiredMembers] ",
        NotNullWhenAttribute known => $"[NotNullWhen({(known.ReturnValue ? "true" : "false")})] ",
        MaybeNullWhenAttribute known => $"[MaybeNullWhen({(known.ReturnValue ? "true" : "false")})] ",
        MemberNotNullWhenAttribute known => $"[MemberNotNullWhen({(known.ReturnValue ? "true" : "false")}, {string.Join(", ", known.Members)})] ",
        NotNullAttribute => "[NotNull] ",
        NotNullIfNotNullAttribute known => $"[NotNullIfNotNull({known.ParameterName})] ",
        AllowNullAttribute => "[AllowNull] ",
        MaybeNullAttribute => "[MaybeNull] ",
        RequiresUnreferencedCodeAttribute => "[RequiresUnreferencedCode] ",
        RequiresDynamicCodeAttribute => "[RequiresDynamicCode] ",
        _ => "",
    };
}
