using System.CommandLine;

namespace JwtKit.Cli;

/// <summary><c>completions</c>: a script for a shell. It asks the tool itself what may follow, so it never grows old.</summary>
internal sealed class CompletionsCommand : ToolCommand
{
    private const string Bash =
        """
        # Completions of jwtkit for bash. Put this into ~/.bashrc:  source <(jwtkit completions bash)
        _jwtkit() {
          local word="${COMP_WORDS[COMP_CWORD]}" IFS=$'\n'
          COMPREPLY=($(compgen -W "$(jwtkit "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "$word"))
        }
        complete -o default -F _jwtkit jwtkit
        """;

    private const string Zsh =
        """
        # Completions of jwtkit for zsh. Put this into ~/.zshrc:  source <(jwtkit completions zsh)
        _jwtkit() {
          local -a found
          found=("${(@f)$(jwtkit "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
          [[ -n "$found" ]] && compadd -a found || _files
        }
        compdef _jwtkit jwtkit
        """;

    private const string PowerShell =
        """
        # Completions of jwtkit for PowerShell. Put this into $PROFILE:  jwtkit completions pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName jwtkit -ScriptBlock {
          param($wordToComplete, $commandAst, $cursorPosition)
          jwtkit "[suggest:$cursorPosition]" "$commandAst" | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
            [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
          }
        }
        """;

    private readonly Argument<string> shell = new("shell") { Description = "bash, zsh or pwsh" };

    public CompletionsCommand()
        : base("completions", "Print a script that completes commands and options in a shell", "jwtkit completions bash > ~/.local/share/bash-completion/completions/jwtkit")
    {
        shell.CompletionSources.Add("bash", "zsh", "pwsh");
        Add(shell);
    }

    protected override int Run(CommandContext context)
    {
        string script = context[shell] switch
        {
            "bash" => Bash,
            "zsh" => Zsh,
            "pwsh" => PowerShell,
            _ => throw new UsageException("completions takes bash, zsh or pwsh."),
        };
        if (context.IsJson)
        {
            context.Output.WriteJson(writer => writer.WriteString("script"u8, script));
        }
        else
        {
            context.Output.WriteLine(script);
        }

        return ExitCode.Done;
    }
}
