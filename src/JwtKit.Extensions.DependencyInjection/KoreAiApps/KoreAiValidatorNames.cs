namespace JwtKit;

/// <summary>
/// The names of the validators that <c>AddKoreAiApps</c> adds: <c>[FromKeyedServices(KoreAiValidatorNames.User)] ITokenValidator users</c>. Each accepts the tokens
/// of all configured apps. No validator under <c>JwtKit:Validators</c> can have such a name.
/// </summary>
public static class KoreAiValidatorNames
{
    /// <summary>For the tokens of Web and mobile SDK users.</summary>
    public const string User = "KoreAi:User";

    /// <summary>For the tokens of the public APIs.</summary>
    public const string Api = "KoreAi:Api";
}
