using System.Text;

namespace JwtKit.Cli.Tests;

/// <summary>A command line as a shell would take it apart, as far as cases and README need: blanks, double and single quotation marks.</summary>
internal static class Words
{
    public static List<string> Of(string line)
    {
        List<string> words = [];
        StringBuilder? word = null;
        char quote = '\0';
        foreach (char letter in line)
        {
            if (quote == '\0' && letter is '"' or '\'' && quote == '\0')
            {
                quote = letter;
                word ??= new StringBuilder();
            }
            else if (quote != '\0' && letter == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && letter == ' ')
            {
                if (word is not null)
                {
                    words.Add(word.ToString());
                    word = null;
                }
            }
            else
            {
                (word ??= new StringBuilder()).Append(letter);
            }
        }

        if (word is not null)
        {
            words.Add(word.ToString());
        }

        return words;
    }
}
