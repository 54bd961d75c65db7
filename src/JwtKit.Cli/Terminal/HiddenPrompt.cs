using System.Text;

namespace JwtKit.Cli;

/// <summary>Asks at the terminal, without showing what is typed or pasted.</summary>
internal static class HiddenPrompt
{
    /// <summary>Whether someone is there to be asked.</summary>
    public static bool IsPossible => !Console.IsInputRedirected && !Console.IsErrorRedirected
        && StandardDescriptor.IsOpen(StandardDescriptor.Input) && StandardDescriptor.IsOpen(StandardDescriptor.Error);

    /// <summary>Asks for one line.</summary>
    /// <param name="question">Such as "Client Secret".</param>
    public static string Ask(string question)
    {
        Console.Error.Write(question + " (not shown): ");
        StringBuilder answer = new();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key != ConsoleKey.Backspace)
            {
                answer.Append(key.KeyChar);
            }
            else if (answer.Length > 0)
            {
                answer.Length--;
            }
        }

        Console.Error.WriteLine();
        return answer.ToString();
    }
}
