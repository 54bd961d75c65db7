namespace JwtKit.Cli;

/// <summary>Standard input, which one input of a call may take: a secret, a key or a token.</summary>
internal sealed class StandardInput
{
    private string? taker;

    /// <summary>The value of an option or argument that stands for standard input.</summary>
    public const string Name = "-";

    /// <summary>Takes standard input.</summary>
    /// <param name="what">What it is read as, for the message where two inputs ask for it.</param>
    /// <exception cref="WrongCallException">Another input has taken it, or it is closed.</exception>
    public Stream Take(string what)
    {
        if (taker is not null)
        {
            throw new WrongCallException($"Standard input (-) was asked for twice, for {taker} and for {what}; one of them must come from a file or the environment.");
        }

        if (!StandardDescriptor.IsOpen(StandardDescriptor.Input))
        {
            throw new WrongCallException($"Standard input is closed, so {what} cannot be read from it; redirect it from a file or a pipe.");
        }

        taker = what;
        return Console.OpenStandardInput();
    }
}
