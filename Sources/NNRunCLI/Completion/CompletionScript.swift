import ArgumentParser
import NNFiles

/// The script that teaches a shell to complete the words of this program.
///
/// Those of the argument parser know neither that the first word can be a file as well as a command
/// nor the options of a command that is left out. These ask the program itself
/// (`CompletionRequest`), and leave files to the shell.
struct CompletionScript {
  /// The script.
  let text: String

  private static let option = "--generate-completion-script"

  /// The script that the words of a command line ask for; `nil` if they ask for none, or for that
  /// of a shell for which there is none.
  ///
  /// - Parameters:
  ///   - words: the words after that of the program
  ///   - program: the word of the program
  init?(requestedBy words: [String], of program: String) {
    let words = words.prefix { $0 != "--" }
    for (place, text) in words.enumerated() {
      guard let word = DashedWord(text), word.option == Self.option else { continue }
      let name = word.value ?? words.dropFirst(place + 1).first
      guard let shell = name.map(CompletionShell.init(rawValue:)) ?? .autodetected() else {
        return nil
      }
      self.init(for: shell, program: program.split(separator: "/").last.map(String.init) ?? "nnrun")
      return
    }
    return nil
  }

  /// The script for a program.
  ///
  /// - Parameters:
  ///   - shell: the shell
  ///   - program: the name under which the program is called
  init(for shell: CompletionShell, program: String) {
    let function =
      "_" + program.map { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "-" ? $0 : "_" }
    text =
      switch shell {
      case .bash: Self.bash(program.shellWord, function)
      case .zsh: Self.zsh(program.shellWord, function)
      default: Self.fish(program.shellWord, function)
      }
  }

  private static func bash(_ program: String, _ function: String) -> String {
    #"""
    \#(function)() {
        local IFS=$' \t\n' program=${1/#\~\//$HOME/} line=${COMP_LINE:0:COMP_POINT}
        local cur=$2 keep= word ending
        local -a answer files
        mapfile -t answer < <("$program" \#(CompletionRequest.ofLine) "$line" 2> /dev/null)
        # After a redirection, or without an answer, it can be any file.
        [[ $3 == *[\<\>] || ${#answer[@]} -eq 0 ]] && answer=(files)
        # Usually, what stays is a word of its own, because bash breaks words at equals signs.
        [[ -n ${answer[1]-} && $cur == "${answer[1]}"* ]] && keep=${answer[1]}
        for word in "${answer[@]:2}"; do
            word=$keep${word%%$'\t'*}
            [[ $word == "$cur"* ]] && COMPREPLY+=("$word")
        done
        # Readline would take what stays for a part of the file's name.
        [[ -n $keep ]] && return
        read -ra files <<< "${answer[0]}"
        case "${#files[@]} ${files[0]}" in
            '1 folders') \#(function)_add -d ;;
            '1 files') \#(function)_add -f ;;
            *' files')
                for ending in "${files[@]:1}"; do \#(function)_add -f -X "!*.$ending"; done
                # The slash tells a folder from a command of the same name.
                \#(function)_add -d -S /
                [[ ${#COMPREPLY[@]} -gt 0 ]] || \#(function)_add -f ;;
        esac
    }

    # Adds what compgen finds with these options.
    \#(function)_add() {
        compopt -o filenames
        mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen "$@" -- "$cur")
    }

    complete -F \#(function) \#(program)
    """#
  }

  private static func zsh(_ program: String, _ function: String) -> String {
    #"""
    #compdef \#(program)

    \#(function)() {
        local text
        local -a answer candidates files
        local -i failed=1
        # Without an answer, it can be any file.
        text=$(${~${(Q)words[1]}} \#(CompletionRequest.ofWords) \
            "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2> /dev/null) || text=files
        answer=("${(@f)text}")
        compset -p ${#answer[2]}
        candidates=("${(@)answer[3,-1]/$'\t'/:}")
        (( $#candidates )) && _describe -t values value candidates && failed=0
        files=(${=answer[1]})
        case $files[1] in
            folders) _files -/ && failed=0 ;;
            files)
                if (( $#files == 1 )); then
                    _files && failed=0
                else
                    _files -g "*.(${(j:|:)files[2,-1]})(-.)" && failed=0
                fi ;;
        esac
        return failed
    }

    if [[ $funcstack[1] == \#(function) ]]; then
        \#(function) "$@"
    else
        (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
        compdef \#(function) \#(program)
    fi
    """#
  }

  private static func fish(_ program: String, _ function: String) -> String {
    #"""
    function \#(function)
        set -l words (commandline -opc)
        set -l program (string replace -r '^~/' "$HOME/" -- $words[1])
        set -l typed (commandline -ct)
        set -a words (string trim -l -c '\'"' -- "$typed")
        # Without an answer, it can be any file.
        set -l answer (command $program \#(CompletionRequest.ofWords) $words[2..] 2> /dev/null)
        or set answer files
        set -q answer[3]; and printf '%s\n' "$answer[2]"$answer[3..]
        set -l files (string split ' ' -- "$answer[1]")
        test -n "$files[1]"; or return 0
        set -l all (complete -C "'' $typed")
        set -l wanted $all
        if test "$files[1]" = folders
            set wanted (string match -- '*/' $all)
        else if set -q files[2]
            set wanted (string match -r '.*(?:/|\.(?:'(string join '|' $files[2..])'))$' -- $all)
            set -q wanted[1]; or set wanted $all
        end
        set -q wanted[1]; and printf '%s\n' $wanted
    end
    complete -c \#(program) -e
    complete -c \#(program) -f -a '(\#(function))'
    """#
  }
}
