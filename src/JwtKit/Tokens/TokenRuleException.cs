namespace JwtKit;

/// <summary>A token was about to be signed that its platform would refuse or misread. The message says what was found and what the platform needs.</summary>
public sealed class TokenRuleException : InvalidOperationException
{
    /// <summary>An exception without a message.</summary>
    public TokenRuleException()
    {
    }

    /// <summary>An exception with a message.</summary>
    /// <param name="message">What was found and what is needed, without any claim that identifies a person.</param>
    public TokenRuleException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    /// <param name="message">What was found and what is needed, without any claim that identifies a person.</param>
    /// <param name="innerException">The cause.</param>
    public TokenRuleException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
