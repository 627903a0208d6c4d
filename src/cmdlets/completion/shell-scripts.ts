// What a person puts into a shell's start-up file, for each shell. They hold no names: those are asked for at each Tab.
import type {Shell} from './shell-words.ts';

const bash = `# cmproxy completion for bash. To have it in every shell:  cmproxy completion bash > ~/.local/share/bash-completion/completions/cmproxy
# or in ~/.bashrc:  source <(cmproxy completion bash)
_cmproxy() {
    local line tail= file ending cur=\${COMP_WORDS[COMP_CWORD]}
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ $line == :* ]]; then tail=\${line#:}; else COMPREPLY+=("$line"); fi
    done < <(cmproxy __complete bash "\${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null </dev/null)
    case $tail in
        nospace) compopt -o nospace 2>/dev/null ;;
        files*)
            compopt -o filenames 2>/dev/null
            case $cur in
                =|:) cur= ;;
                --*=*) cur=\${cur#*=} ;;
            esac
            while IFS= read -r file; do
                if [[ -d $file || $tail == files ]]; then COMPREPLY+=("$file"); continue; fi
                local IFS=.
                for ending in \${tail#files.}; do
                    if [[ $file == *.$ending ]]; then COMPREPLY+=("$file"); fi
                done
            done < <(compgen -f -- "$cur") ;;
    esac
    return 0
}
complete -F _cmproxy cmproxy
`;

const zsh = `#compdef cmproxy
# cmproxy completion for zsh. Save it as _cmproxy in a folder of $fpath:  cmproxy completion zsh > ~/.zsh/completions/_cmproxy
# or in ~/.zshrc after compinit:  source <(cmproxy completion zsh)
_cmproxy() {
    local line tail text about current
    local -a texts abouts before how
    before=("\${(@Q)words[1,CURRENT-1]}")
    current=\${(Q)\${:-$compstate[quote]$PREFIX$compstate[quote]}}
    while IFS= read -r line; do
        if [[ $line == :* ]]; then tail=\${line#:}; continue; fi
        text=\${line%%$'\\t'*}
        about=\${line#*$'\\t'}
        texts+=("$text")
        if [[ -n $about ]]; then abouts+=("$text  -- $about"); else abouts+=("$text"); fi
    done < <(cmproxy __complete zsh "\${(@)before}" "$current" 2>/dev/null </dev/null)
    if (( \${#texts} )); then
        how=(-M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}')
        if [[ $tail == nospace ]]; then how+=(-S ''); fi
        compadd "\${(@)how}" -l -d abouts -a texts
    fi
    if [[ $tail == files* ]]; then
        if [[ $current == --*=* ]]; then compset -P 1 '*='; elif [[ $current == -*:* ]]; then compset -P 1 '*:'; fi
    fi
    case $tail in
        files) _files ;;
        files.*) _files -g "*.(\${\${tail#files.}//./|})" ;;
    esac
}
if [[ $funcstack[1] == _cmproxy ]]; then _cmproxy "$@"; else compdef _cmproxy cmproxy; fi
`;

const fish = `# cmproxy completion for fish. To have it in every shell:  cmproxy completion fish > ~/.config/fish/completions/cmproxy.fish
function __cmproxy_complete
    set -l tail
    for line in (cmproxy __complete fish (commandline -opc) (commandline -ct | string unescape 2>/dev/null; or commandline -ct) 2>/dev/null </dev/null)
        if string match -q ':*' -- $line
            set tail (string sub -s 2 -- $line)
        else
            printf '%s\\n' $line
        end
    end
    switch "$tail"
        case files
            __fish_complete_path (commandline -ct)
        case 'files.*'
            for ending in (string split . -- $tail)[2..-1]
                __fish_complete_suffix .$ending
            end
    end
end
complete -c cmproxy -f -a '(__cmproxy_complete)'
`;

const powershell = `# cmproxy completion for PowerShell. Put it into $PROFILE:  cmproxy completion powershell | Out-String | Invoke-Expression
# or save it as a file and dot-source that file there.
Register-ArgumentCompleter -Native -CommandName cmproxy -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $text = $commandAst.Extent.Text
    $length = $cursorPosition - $commandAst.Extent.StartOffset
    if ($length -lt $text.Length) { $text = $text.Substring(0, $length) } else { $text = $text.PadRight($length) }
    $encoded = 'base64:' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($text))
    $before = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [Text.Encoding]::UTF8
        $lines = @(cmproxy __complete powershell $encoded 2>$null)
    } finally {
        [Console]::OutputEncoding = $before
    }
    foreach ($line in $lines) {
        if ($line.StartsWith(':')) { continue }
        $parts = $line.Split("\`t")
        $about = $parts[0]
        if ($parts.Count -gt 1 -and $parts[1] -ne '') { $about = $parts[1] }
        [System.Management.Automation.CompletionResult]::new($parts[0], $parts[0], 'ParameterValue', $about)
    }
}
`;

export const shellScripts: Readonly<Record<Shell, string>> = {bash, zsh, fish, powershell};
