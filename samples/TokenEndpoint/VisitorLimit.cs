using System.Globalization;

namespace JwtKit.Samples.TokenEndpoint;

/// <summary>How many tokens visitors may fetch per minute.</summary>
internal static class VisitorLimit
{
    private const string Key = "TokenEndpoint:VisitorTokensPerMinute";
    private const int Default = 60;

    /// <summary>False, with a line that says why, where the setting cannot be used.</summary>
    public static bool TryRead(IConfiguration configuration, out int tokensPerMinute)
    {
        string text = configuration[Key] ?? Default.ToString(CultureInfo.InvariantCulture);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out tokensPerMinute) && tokensPerMinute > 0)
        {
            return true;
        }

        Console.Error.WriteLine($"{Key}: is '{text}'; a whole number is needed, 1 or more.");
        return false;
    }
}
