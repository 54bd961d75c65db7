namespace JwtKit.Cli;

/// <summary>A value from the environment.</summary>
internal static class EnvironmentInput
{
    /// <param name="name">The variable's name, as the user gave it.</param>
    /// <param name="option">The option it was given with.</param>
    /// <exception cref="WrongCallException">There is no such variable, or it is empty. The name is not repeated where it may be the value itself.</exception>
    public static string Read(string name, string option)
    {
        if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
        {
            return value;
        }

        throw new WrongCallException(IsUsualName(name)
            ? $"The environment variable {name}, named by {option}, is not set or is empty."
            : $"{option} takes the name of an environment variable, not a value; what was given is no usual name and is not repeated here.");
    }

    private static bool IsUsualName(string name) => name.Length <= 64 && name.All(static letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter == '_');
}
